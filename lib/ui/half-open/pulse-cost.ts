import type { CapturedEntry } from '../exchange/captured.ts';

/** How far back is counted, in milliseconds. */
export const WINDOW_MS = 60_000;

/** Frames of one kind, as the edge has captured them. */
export interface FrameCount {
  readonly frames: number;
  /** With their headers. */
  readonly bytes: number;
}

/** What a heartbeat has cost in a window. */
export interface PulseCost {
  readonly questions: FrameCount;
  readonly answers: FrameCount;
  /** Protocol pings, which the server sends by itself. */
  readonly pings: FrameCount;
  /** Protocol pongs, with which the browser answers them. */
  readonly pongs: FrameCount;
  /** How long the window is, in milliseconds. */
  readonly windowMs: number;
}

/**
 * Counts the frames of a connection that carries nothing but a heartbeat.
 *
 * @param window from when to when, on the server's clock
 */
export function countCost(
  entries: readonly CapturedEntry[],
  { since, until }: { since: number; until: number },
): PulseCost {
  const from = Math.max(since, until - WINDOW_MS);
  const within = entries.flatMap(({ entry }) => (entry.endedAt >= from && entry.endedAt <= until ? [entry] : []));
  const count = (direction: 'up' | 'down', title: RegExp): FrameCount => {
    const chosen = within.filter((entry) => entry.direction === direction && title.test(entry.title));
    return { frames: chosen.length, bytes: chosen.reduce((sum, { start, end }) => sum + end - start, 0) };
  };
  return {
    questions: count('up', /^text/),
    answers: count('down', /^text/),
    pings: count('down', /^ping/),
    pongs: count('up', /^pong/),
    windowMs: Math.max(0, until - from),
  };
}
