import { describe, expect, it } from 'vitest';
import type { CapturedEntry } from '../../../lib/ui/exchange/captured.ts';
import { countCost } from '../../../lib/ui/half-open/pulse-cost.ts';

type Told = readonly [direction: 'up' | 'down', title: string, endedAt: number, bytes: number];

function entry(...[direction, title, endedAt, bytes]: Told): CapturedEntry {
  const start = 100;
  return {
    connection: 1,
    entry: {
      index: 0,
      direction,
      kind: 'frame',
      start,
      end: start + bytes,
      beganAt: endedAt,
      endedAt,
      title,
      bytes: new Uint8Array(),
      spans: [],
      layers: [],
      mentions: {},
      complete: true,
    },
  };
}

const entries = [
  entry('up', 'GET /events', 1_000, 400),
  entry('up', 'text {"op":"unsubscribe"}', 2_000, 45),
  entry('down', 'text {"op":"unsubscribed"}', 2_001, 100),
  entry('down', 'ping', 3_000, 2),
  entry('up', 'pong', 3_001, 6),
  entry('up', 'text {"op":"unsubscribe"}', 50_000, 45),
];

describe('countCost', () => {
  it('counts frames with their headers, each kind by itself, and no handshake', () => {
    expect(countCost(entries, { since: 0, until: 51_000 })).toEqual({
      questions: { frames: 2, bytes: 90 },
      answers: { frames: 1, bytes: 100 },
      pings: { frames: 1, bytes: 2 },
      pongs: { frames: 1, bytes: 6 },
      windowMs: 51_000,
    });
  });

  it('forgets what is older than a minute, or than the last change', () => {
    expect(countCost(entries, { since: 0, until: 63_000 })).toMatchObject({
      questions: { frames: 1, bytes: 45 },
      pings: { frames: 1 },
      windowMs: 60_000,
    });
    expect(countCost(entries, { since: 40_000, until: 51_000 })).toMatchObject({
      questions: { frames: 1 },
      answers: { frames: 0 },
      windowMs: 11_000,
    });
  });
});
