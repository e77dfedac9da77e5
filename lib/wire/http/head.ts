import type { Direction } from '../../protocol/index.ts';
import { headerField } from '../fields/http-headers.ts';
import type { Fact, FieldId, Span } from '../span.ts';
import { readStartLine, type StartLine } from './start-line.ts';

/** A field line: its name in lower case, and its value without the white space around it. */
export interface FieldLine {
  readonly name: string;
  readonly value: string;
}

/** The start line and the field lines of a message, up to and with the empty line. */
export interface Head {
  /** Absent where the start line is none. */
  readonly line?: StartLine;
  readonly fields: readonly FieldLine[];
  readonly spans: readonly Span[];
  readonly facts: readonly Fact[];
  readonly problem?: string;
}

/** Where a head lies. */
export interface HeadPlace {
  readonly start: number;
  readonly direction: Direction;
}

const LF = 0x0a;
const CR = 0x0d;
const latin1 = new TextDecoder('latin1');

/**
 * Takes a head apart. Lines may end in a bare LF, and a field may be folded, as the standard lets recipients read them:
 * both are told as a problem. Of a head that is not complete, the last line is a span of its own.
 *
 * @see RFC 9112 section 2.2 (parsing) and section 5 (field syntax)
 */
export function readHead(bytes: Uint8Array, { start, direction }: HeadPlace): Head {
  const spans: Span[] = [];
  const fields: FieldLine[] = [];
  const facts: Fact[] = [];
  const problems = new Set<string>();
  let line: StartLine | undefined;
  let hasStart = false;

  const mark = (from: number, to: number, field: FieldId): void => {
    if (from < to) spans.push({ start: start + from, end: start + to, layer: 'http', role: 'overhead', field });
  };

  for (let from = 0; from < bytes.length;) {
    const lf = bytes.indexOf(LF, from);
    if (lf === -1) {
      mark(from, bytes.length, 'http.unfinished-line');
      break;
    }
    const next = lf + 1;
    const to = lf > from && bytes[lf - 1] === CR ? lf - 1 : lf;
    if (to === lf) problems.add('a line ends without a carriage return');
    const first = bytes[from];
    if (to === from) mark(from, next, hasStart ? 'http.head-end' : 'http.empty-line');
    else if (!hasStart) {
      hasStart = true;
      line = readStartLine(bytes.subarray(from, to), direction);
      if (!line) {
        mark(from, next, 'http.unfinished-line');
        problems.add('the first line is neither a request line nor a status line');
      } else {
        for (const part of line.parts) mark(from + part.from, from + part.to, part.field);
        mark(to, next, 'http.line-end');
        facts.push(...line.facts);
      }
    } else if (first === 0x20 || first === 0x09) {
      mark(from, next, 'http.folded-line');
      const last = fields.pop();
      if (last) fields.push({ ...last, value: `${last.value} ${text(bytes, from, to)}`.trim() });
      problems.add('a field value goes on in the next line, which is obsolete');
    } else {
      const colon = bytes.subarray(from, to).indexOf(0x3a);
      const name = colon === -1 ? '' : text(bytes, from, from + colon);
      if (!TOKEN.test(name)) {
        mark(from, next, 'http.unfinished-line');
        problems.add('a field line has no valid name');
      } else {
        const value = text(bytes, from + colon + 1, to).trim();
        const field = headerField(name);
        mark(from, next, field);
        fields.push({ name: name.toLowerCase(), value });
        facts.push({ field, value: field === 'http.header' ? `${name}: ${value}` : value });
      }
    }
    from = next;
  }
  const problem = [...problems].join('; ');
  return { ...(line && { line }), fields, spans, facts, ...(problem !== '' && { problem }) };
}

/** The values of all fields of a name, in lower case, joined as a list. */
export function fieldValue(fields: readonly FieldLine[], name: string): string | undefined {
  const values = fields.filter((field) => field.name === name).map((field) => field.value);
  return values.length === 0 ? undefined : values.join(', ');
}

/** Whether a list of tokens has one, whatever its case. */
export function hasToken(list: string | undefined, token: string): boolean {
  return (list ?? '').split(',').some((item) => item.trim().toLowerCase() === token);
}

/** RFC 9110 section 5.6.2. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

function text(bytes: Uint8Array, from: number, to: number): string {
  return latin1.decode(bytes.subarray(from, to));
}
