import type { Direction } from '../protocol/index.ts';
import { bytesOf } from './content.ts';
import type { Entry } from './span.ts';

/** What the entries of one direction add up to, in bytes. */
export interface Sums {
  /** Known bytes: always `payload + overhead`. */
  readonly bytes: number;
  readonly payload: number;
  readonly overhead: number;
  /** Bytes that the capture has dropped. */
  readonly missing: number;
}

/** Adds up what entries are, complete or pending. */
export function sumEntries(entries: Iterable<Entry>, direction: Direction): Sums {
  let payload = 0;
  let overhead = 0;
  let missing = 0;
  for (const entry of entries) {
    if (entry.direction !== direction) continue;
    if (entry.kind === 'gap') missing += entry.end - entry.start;
    payload += bytesOf(entry.spans, 'payload');
    overhead += bytesOf(entry.spans, 'overhead');
  }
  return { bytes: payload + overhead, payload, overhead, missing };
}

/**
 * Checks what is promised of the entries of one connection: those of a direction follow each other without a hole, the
 * spans of each leave none of its bytes out and count none twice, and all add up to what went over the socket.
 *
 * @param entries All of them, the pending ones last.
 * @param bytes How many bytes are known to have gone each way.
 * @returns What does not hold, for people; nothing where everything does.
 */
export function checkEntries(entries: readonly Entry[], bytes: Readonly<Record<Direction, number>>): string[] {
  const wrong: string[] = [];
  for (const direction of ['up', 'down'] as const) {
    let at = 0;
    for (const entry of entries) {
      if (entry.direction !== direction) continue;
      if (entry.start !== at) wrong.push(`${name(entry)} begins at ${entry.start} instead of ${at}`);
      wrong.push(...checkSpans(entry));
      at = entry.end;
    }
    const sums = sumEntries(entries, direction);
    if (sums.bytes !== bytes[direction]) {
      wrong.push(`${direction}: the spans have ${sums.bytes} bytes, and ${bytes[direction]} went over the socket`);
    }
  }
  return wrong;
}

function checkSpans(entry: Entry): string[] {
  const wrong: string[] = [];
  const isGap = entry.kind === 'gap';
  if (entry.bytes.length !== (isGap ? 0 : entry.end - entry.start)) {
    wrong.push(`${name(entry)} goes from ${entry.start} to ${entry.end} and holds ${entry.bytes.length} bytes`);
  }
  if (isGap) return entry.spans.length === 0 ? wrong : [...wrong, `${name(entry)} is a gap with spans`];
  let at = entry.start;
  for (const span of entry.spans) {
    if (span.start !== at || span.end <= span.start) {
      wrong.push(`${name(entry)} has ${span.field} from ${span.start} to ${span.end}, and ${at} was next`);
    }
    at = span.end;
  }
  if (at !== entry.end) wrong.push(`the spans of ${name(entry)} end at ${at} instead of ${entry.end}`);
  return wrong;
}

function name({ direction, index, title }: Entry): string {
  return `entry ${index} ${direction} (${title})`;
}
