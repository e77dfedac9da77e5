import { expect } from 'vitest';
import type { Direction, TransportId } from '../../lib/protocol/index.ts';
import { checkEntries, createConnectionDecoder, type Entry, type WireLimits } from '../../lib/wire/index.ts';

/** What went over a connection, in order: bytes (a text is taken as Latin-1), a gap, or an end. */
export type Step =
  | readonly [Direction, string | Uint8Array]
  | { readonly gap: number; readonly direction: Direction }
  | { readonly end: Direction };

/** How steps are fed. */
export interface Feeding {
  readonly transport?: TransportId;
  readonly limits?: Partial<WireLimits>;
  /** Cuts a step's bytes into those that are pushed. @default whole */
  readonly cut?: (bytes: Uint8Array) => readonly Uint8Array[];
  /** Whether the sums are checked after every push. @default true */
  readonly checksAlways?: boolean;
}

/** What came of steps. */
export interface Fed {
  readonly entries: readonly Entry[];
  readonly pending: readonly Entry[];
}

/** Feeds a decoder, and checks that every byte is in one span. */
export function feed(steps: readonly Step[], { cut = whole, checksAlways = true, ...options }: Feeding = {}): Fed {
  const entries: Entry[] = [];
  const bytes = { up: 0, down: 0 };
  const decoder = createConnectionDecoder({ onEntry: (entry) => entries.push(entry), ...options });
  let at = 0;
  for (const step of steps) {
    at += 1;
    if ('gap' in step) decoder.gap(step.direction, step.gap, at);
    else if ('end' in step) decoder.end(step.end, at);
    else {
      for (const piece of cut(bytesOfStep(step[1]))) {
        decoder.push(step[0], piece, at);
        bytes[step[0]] += piece.length;
        if (checksAlways) check([...entries, ...decoder.pending()], bytes);
      }
    }
  }
  const pending = decoder.pending();
  check([...entries, ...pending], bytes);
  return { entries, pending };
}

/** Expects the same entries however the bytes are cut, and gives them. */
export function feedEveryWay(steps: readonly Step[], feeding: Feeding = {}): Fed {
  const fed = feed(steps, feeding);
  expect(feed(steps, { ...feeding, cut: singly }), 'byte by byte').toEqual(fed);
  const longest = Math.max(...steps.map((step) => (Array.isArray(step) ? bytesOfStep(step[1]).length : 0)));
  for (let at = 1; at < longest; at++) {
    const cut = (bytes: Uint8Array): Uint8Array[] => [bytes.subarray(0, at), bytes.subarray(at)];
    expect(feed(steps, { ...feeding, cut, checksAlways: false }), `split at ${at}`).toEqual(fed);
  }
  return fed;
}

/** The spans of entries as lines: the field and its bytes. */
export function spansOf(entries: readonly Entry[]): string[] {
  return entries.flatMap(({ spans, bytes, start }) =>
    spans.map(({ field, role, start: from, end }) => {
      const text = String.fromCharCode(...bytes.subarray(from - start, end - start));
      return `${role === 'payload' ? '*' : ' '} ${field} ${JSON.stringify(text)}`;
    }),
  );
}

/** The titles of entries with their kinds. */
export function titlesOf(entries: readonly Entry[]): string[] {
  return entries.map(({ kind, title, complete }) => `${kind}: ${title}${complete ? '' : ' …'}`);
}

/** A text with `\n` for line ends, as it goes over the wire. */
export function crlf(text: string): string {
  return text.replaceAll('\n', '\r\n');
}

export function bytesOfStep(bytes: string | Uint8Array): Uint8Array {
  return typeof bytes === 'string' ? Uint8Array.from(bytes, (char) => char.charCodeAt(0)) : bytes;
}

function whole(bytes: Uint8Array): readonly Uint8Array[] {
  return [bytes];
}

function singly(bytes: Uint8Array): readonly Uint8Array[] {
  return Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
}

/** Cheaper than an expectation, which this would be thousands of. */
function check(entries: readonly Entry[], bytes: Readonly<Record<Direction, number>>): void {
  const wrong = checkEntries(entries, bytes);
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
}
