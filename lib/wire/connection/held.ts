import type { EntryDraft } from '../span.ts';
import { undecodable } from './undecodable.ts';

/** Bytes after a request to upgrade, which mean what its answer says. */
export class Held {
  readonly start: number;
  readonly pieces: { readonly bytes: Uint8Array; readonly at: number }[] = [];
  length = 0;

  /** @param start Offset of the first byte in its direction. */
  constructor(start: number) {
    this.start = start;
  }

  push(bytes: Uint8Array, at: number): void {
    this.pieces.push({ bytes, at });
    this.length += bytes.length;
  }

  pending(): EntryDraft | undefined {
    const [first] = this.pieces;
    const last = this.pieces.at(-1);
    if (!first || !last) return undefined;
    const bytes = new Uint8Array(this.length);
    let at = 0;
    for (const piece of this.pieces) {
      bytes.set(piece.bytes, at);
      at += piece.bytes.length;
    }
    const place = { start: this.start, end: this.start + at, beganAt: first.at, endedAt: last.at };
    return undecodable({ ...place, bytes }, 'what this is depends on the answer to the upgrade', false);
  }
}
