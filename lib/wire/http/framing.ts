import { fieldValue, hasToken, type Head } from './head.ts';

/** How the body of a message ends. */
export type Framing =
  | { readonly kind: 'none' }
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'chunked' }
  /** With the connection. */
  | { readonly kind: 'close' };

/**
 * How long a body is, in the order of the standard's rules. `problem` where the fields contradict each other; they are
 * then read as the standard says a recipient that goes on must.
 *
 * @param method Of the request that a response answers.
 * @see RFC 9112 section 6.3
 */
export function framingOf(head: Head, method?: string): { framing: Framing; problem?: string } {
  const { line, fields } = head;
  const isResponse = line?.kind === 'response';
  if (line?.kind === 'response') {
    const { status } = line;
    if (method === 'HEAD' || status < 200 || status === 204 || status === 304) return { framing: { kind: 'none' } };
    if (method === 'CONNECT' && status < 300) return { framing: { kind: 'close' } };
  }
  const open: Framing = isResponse ? { kind: 'close' } : { kind: 'none' };
  const coding = fieldValue(fields, 'transfer-encoding');
  const lengths = fieldValue(fields, 'content-length');
  if (coding !== undefined) {
    const both = lengths === undefined ? {} : { problem: 'has both Transfer-Encoding and Content-Length' };
    const last = coding.split(',').at(-1);
    if (hasToken(last, 'chunked')) return { framing: { kind: 'chunked' }, ...both };
    return { framing: open, problem: 'the last transfer coding is not chunked' };
  }
  if (lengths === undefined) return { framing: open };
  const values = new Set(lengths.split(',').map((value) => value.trim()));
  const [value = ''] = values;
  if (values.size > 1) return { framing: open, problem: 'has several Content-Length that differ' };
  const length = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(length)) return { framing: open, problem: 'Content-Length is not a number of bytes' };
  return { framing: length === 0 ? { kind: 'none' } : { kind: 'length', length } };
}
