import type { EntryDraft } from '../span.ts';
import type { Cut } from '../strip.ts';

/** An entry of bytes that no rule explains. None of them can be told to be payload. */
export function undecodable(cut: Cut, problem: string, complete = true): EntryDraft {
  const title = cut.bytes.length === 1 ? '1 undecodable byte' : `${cut.bytes.length} undecodable bytes`;
  return {
    ...cut,
    kind: 'undecodable',
    title,
    spans: [{ start: cut.start, end: cut.end, layer: 'undecodable', role: 'overhead', field: 'undecodable.bytes' }],
    layers: [{ name: 'undecodable', title, facts: [] }],
    mentions: {},
    complete,
    problem,
  };
}

/** An entry for bytes that are not known. */
export function missing(start: number, length: number, at: number): EntryDraft {
  return {
    kind: 'gap',
    start,
    end: start + length,
    beganAt: at,
    endedAt: at,
    title: length === 1 ? '1 byte is missing' : `${length} bytes are missing`,
    bytes: new Uint8Array(0),
    spans: [],
    layers: [],
    mentions: {},
    complete: true,
    problem: 'the capture has dropped these bytes',
  };
}
