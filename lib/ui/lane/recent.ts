import { MARK_KINDS, PENDING, type Tape } from './tape.ts';

/** One row of what the picture draws, in words. */
export interface TrafficRow {
  /** Unlike any other row's of its tape. */
  key: string;
  /** On the time axis of the picture. */
  atSeconds: number;
  what: string;
  /** How long it was on its way, or how long its answer took; `undefined` where that is not known. */
  tookMs: number | undefined;
}

/**
 * The latest rows of a tape in words, newest first: what the picture shows, for those who do not see it.
 *
 * @param count - how many at most. @default 12
 */
export function recentTraffic(
  tape: Tape,
  { originAt, offsetMs, count = 12 }: { originAt: number; offsetMs: number; count?: number },
): TrafficRow[] {
  const rows: (TrafficRow & { at: number })[] = [];
  const add = (key: string, { at, what, tookMs = Number.NaN }: { at: number; what: string; tookMs?: number }): void => {
    rows.push({ key, at, atSeconds: (at - originAt) / 1_000, what, tookMs: Number.isNaN(tookMs) ? undefined : tookMs });
  };
  const last = (ring: { first: number; next: number }): number[] => {
    const first = Math.max(ring.first, ring.next - count);
    return Array.from({ length: ring.next - first }, (_, index) => first + index);
  };

  for (const index of last(tape.exchanges)) {
    const at = tape.exchanges.get('requestAt', index);
    const status = tape.exchanges.get('status', index);
    const label = tape.label('exchange', index);
    if (status === PENDING) add(`x${index}`, { at, what: `→ ${label}, no answer yet` });
    else {
      const what = `⇄ ${status === 0 ? '' : `${status} `}${label}`;
      add(`x${index}`, { at, what, tookMs: tape.exchanges.get('responseAt', index) - at });
    }
  }
  for (const index of last(tape.messages)) {
    const at = tape.messages.get('at', index);
    const seq = tape.messages.get('seq', index);
    const up = tape.messages.get('up', index) === 1;
    const what = `${up ? '→' : '←'} ${tape.label('message', index)}${Number.isNaN(seq) ? '' : ` ${seq}`}`;
    add(`m${index}`, { at, what, tookMs: at - (tape.messages.get('serverAt', index) - offsetMs) });
  }
  for (const index of last(tape.marks)) {
    const kind = (MARK_KINDS[tape.marks.get('kind', index)] ?? '').replace(/^fault-.*/, 'fault');
    const label = tape.label('mark', index);
    add(`k${index}`, { at: tape.marks.get('at', index), what: label === kind ? kind : `${kind}: ${label}` });
  }
  return rows
    .sort((a, b) => b.at - a.at)
    .slice(0, count)
    .map(({ key, atSeconds, what, tookMs }) => ({ key, atSeconds, what, tookMs }));
}
