import { describe, expect, it } from 'vitest';
import { takeResults, type Taken, toCsv, toJson, toMarkdown } from '../../app/compare/results.ts';
import { DEFAULTS } from '../../app/compare/setup.ts';
import { FACTS } from '../../lib/ui/lane/facts.ts';
import { numbersOf } from './numbers.ts';

const LANES = [
  numbersOf({
    counts: { received: 1234, lost: 1, duplicated: 0, reordered: 0, skipped: 0 },
    latency: { count: 3, p50: 12.3456, p95: 99.5, max: 120, lifetimeMax: 1500.1, lifetimeCount: 3 },
  }),
  numbersOf({ transport: 'websocket', connections: { source: 'traced', opened: 2, lost: 1 } }),
];

const TAKEN: Taken = {
  setup: { ...DEFAULTS, topic: 'compare-abc', noResume: ['websocket'] },
  lanes: LANES,
  over: 'session',
  elapsedMs: 61_234,
  takenAt: new Date('2026-03-01T12:00:00Z'),
  version: '0.1.0',
  browser: 'Browser "One", 1.0',
  offset: { offsetMs: 0.1234, errorMs: 0.25 },
};

describe('results that are taken along', () => {
  it('carry every fact of every lane and the conditions they were measured under', () => {
    const results = JSON.parse(toJson(takeResults(TAKEN))) as ReturnType<typeof takeResults>;
    expect(results.conditions).toMatchObject({
      takenAt: '2026-03-01T12:00:00.000Z',
      ratePerSecond: 2,
      payloadBytes: 64,
      durationSeconds: 61.2,
      clockOffsetMs: 0.123,
      clockErrorMs: 0.25,
      browser: 'Browser "One", 1.0',
      withoutResume: 'websocket',
      over: 'session',
    });
    expect(results.lanes).toHaveLength(2);
    expect(results.lanes[0]).toMatchObject({ transport: 'polling', received: 1234, p50Ms: 12.346, maxMs: 1500.1 });
    expect(results.lanes[1]).toMatchObject({ transport: 'websocket', connections: 2, p50Ms: null });
    expect(Object.keys(results.lanes[0] ?? {})).toHaveLength(2 + FACTS.length);
  });

  it('are a CSV that any reader of RFC 4180 takes: one row a lane, quotes where they are due', () => {
    const csv = toCsv(takeResults(TAKEN));
    const lines = csv.split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[3]).toBe('');
    expect(lines[0]?.startsWith('transport,state,received,p50Ms')).toBe(true);
    expect(lines[1]?.startsWith('polling,open,1234,12.346')).toBe(true);
    expect(lines[1]?.endsWith('"Browser ""One"", 1.0"')).toBe(true);
    expect(lines[2]?.startsWith('websocket,open,0,,,,')).toBe(true);
  });

  it('are a Markdown table in the words of the page', () => {
    const text = toMarkdown(takeResults(TAKEN), LANES);
    expect(text).toContain('|  | polling | websocket |');
    expect(text).toContain('| latency p50 (ms) | 12.3 | – |');
    expect(text).toContain('| connections | not visible here | 2 |');
    expect(text).toContain(
      '2/s, 64 B payload, poll interval 1000 ms, long-poll hold 25000 ms; clock offset 0.12 ms ± 0.25 ms',
    );
  });
});
