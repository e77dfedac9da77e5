import type { Direction } from '../../protocol/index.ts';
import type { Fact, FieldId } from '../span.ts';

/** A request line or a status line. `parts` cover all of it, in offsets of the line. */
export type StartLine = { readonly parts: readonly Part[]; readonly facts: readonly Fact[] } & (
  | { readonly kind: 'request'; readonly method: string; readonly target: string }
  | { readonly kind: 'response'; readonly status: number; readonly reason: string }
);

interface Part {
  readonly from: number;
  readonly to: number;
  readonly field: FieldId;
}

const REQUEST = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+)( +)(\S+)( +)(HTTP\/\d\.\d)( *)$/;
const STATUS = /^(HTTP\/\d\.\d)( +)(\d{3})(?:( )(.*))?$/;
const latin1 = new TextDecoder('latin1');

/** Reads the first line of a message, without its line end. @see RFC 9112 sections 3 and 4 */
export function readStartLine(bytes: Uint8Array, direction: Direction): StartLine | undefined {
  const line = latin1.decode(bytes);
  return direction === 'up' ? readRequestLine(line) : readStatusLine(line);
}

function readRequestLine(line: string): StartLine | undefined {
  const match = REQUEST.exec(line);
  if (!match) return undefined;
  const [, method = '', gap = '', target = '', gap2 = '', version = '', rest = ''] = match;
  return {
    kind: 'request',
    method,
    target,
    parts: partsOf([
      [method, 'http.method'],
      [gap, 'http.delimiter'],
      [target, 'http.target'],
      [gap2, 'http.delimiter'],
      [version, 'http.version'],
      [rest, 'http.delimiter'],
    ]),
    facts: [
      { field: 'http.method', value: method },
      { field: 'http.target', value: target },
      { field: 'http.version', value: version },
    ],
  };
}

function readStatusLine(line: string): StartLine | undefined {
  const match = STATUS.exec(line);
  if (!match) return undefined;
  const [, version = '', gap = '', status = '', gap2 = '', reason = ''] = match;
  return {
    kind: 'response',
    status: Number(status),
    reason,
    parts: partsOf([
      [version, 'http.version'],
      [gap, 'http.delimiter'],
      [status, 'http.status'],
      [gap2, 'http.delimiter'],
      [reason, 'http.reason'],
    ]),
    facts: [
      { field: 'http.version', value: version },
      { field: 'http.status', value: status },
      ...(reason === '' ? [] : [{ field: 'http.reason', value: reason } as const]),
    ],
  };
}

function partsOf(texts: readonly (readonly [string, FieldId])[]): Part[] {
  let at = 0;
  return texts.flatMap(([text, field]) => {
    const part = { from: at, to: at + text.length, field };
    at = part.to;
    return text === '' ? [] : [part];
  });
}
