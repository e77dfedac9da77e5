import { bytesOf, type Entry } from '../../wire/index.ts';

/** What one frame cost, as the edge has counted it. */
export interface FrameSize {
  readonly form: 'text' | 'binary';
  readonly payloadBytes: number;
  /** The frame without its payload. */
  readonly headerBytes: number;
  readonly wireBytes: number;
}

/** The data frames that went up, in order. */
export function frameSizes(entries: readonly Entry[]): FrameSize[] {
  return entries
    .filter(({ direction, kind }) => direction === 'up' && kind === 'frame')
    .map((entry) => {
      const payloadBytes = bytesOf(entry.spans, 'payload');
      const opcode = (entry.bytes[0] ?? 0) & 0x0f;
      return {
        form: opcode === 2 ? 'binary' : 'text',
        payloadBytes,
        headerBytes: entry.bytes.length - payloadBytes,
        wireBytes: entry.bytes.length,
      };
    });
}
