import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HERD } from '../../../lib/ui/faults/scenarios/herd.ts';
import { SCENARIOS } from '../../../lib/ui/faults/scenarios/index.ts';
import { LANE_SCENARIOS } from '../../../lib/ui/faults/scenarios/lane-scenarios.ts';
import type { Measured } from '../../../lib/ui/faults/scenarios/measured.ts';
import { decide, type HerdFacts, type WallFacts } from '../../../lib/ui/faults/scenarios/scenario.ts';
import { WALL } from '../../../lib/ui/faults/scenarios/wall.ts';
import { herdFacts, measured, wallFacts } from './measurements.ts';

const verdictOf = (id: string, change: Partial<Measured>): string | undefined => {
  const scenario = LANE_SCENARIOS.find((known) => known.id === id);
  return scenario && decide(scenario.choices, measured(change)).id;
};

const out = { interrupted: true, caughtUpMs: undefined, recoveredMs: undefined } as const;

describe.each(['tunnel', 'deploy'])('the verdict on %s', (id) => {
  test.each([
    ['quick', { interrupted: true, recoveredMs: 9_900, caughtUpMs: 1_900 }],
    ['slow', { interrupted: true, recoveredMs: 10_200, caughtUpMs: 2_100 }],
    ['loses', { interrupted: true, recoveredMs: 8_100, caughtUpMs: 100, lost: 1 }],
    ['loses', { skipped: 3 }],
    ['gone', out],
    ['gone', { ...out, lost: 5 }],
  ] as const)('is %s', (verdict, change) => {
    expect(verdictOf(id, change)).toBe(verdict);
  });
});

describe('the verdict on the dead peer', () => {
  test.each([
    ['within-5', { interrupted: true, recoveredMs: 5_000 }],
    ['within-20', { interrupted: true, recoveredMs: 15_300 }],
    ['longer', { interrupted: true, recoveredMs: 40_100 }],
    ['loses', { interrupted: true, recoveredMs: 40_100, lost: 190 }],
    ['gone', out],
  ] as const)('is %s', (verdict, change) => {
    expect(verdictOf('dead-peer', change)).toBe(verdict);
  });
});

describe('the verdict on the buffering proxy', () => {
  test.each([
    ['in-time', {}],
    ['late', { late: 4, worstMs: 5_000 }],
    ['nothing', { late: 60, deliveredDuring: 0, interrupted: true }],
    ['nothing', { ...out, deliveredDuring: 0 }],
    ['loses', { lost: 1, deliveredDuring: 0 }],
  ] as const)('is %s', (verdict, change) => {
    expect(verdictOf('buffering-proxy', change)).toBe(verdict);
  });
});

describe('the verdict on the slow reader', () => {
  test.each([
    ['in-time', {}],
    ['late', { late: 4, worstMs: 5_000 }],
    ['gone', { ...out, late: 9 }],
    ['loses', { late: 9, skipped: 1 }],
  ] as const)('is %s', (verdict, change) => {
    expect(verdictOf('slow-reader', change)).toBe(verdict);
  });
});

describe('the verdict on the wall', () => {
  test.each([
    ['opens', {}],
    ['waits', { opened: 6, waiting: 1, nextAfterMs: 12 }],
    ['stuck', { opened: 6, waiting: 1 }],
    ['fails', { opened: 6, errors: 1 }],
  ] as const)('is %s', (verdict, change: Partial<WallFacts>) => {
    expect(decide(WALL.choices, wallFacts(change)).id).toBe(verdict);
  });
});

describe('the verdict on the herd', () => {
  test.each([
    ['spread', { peakAsked: 20 }],
    ['bunched', { peakAsked: 21 }],
    ['bunched', { peakAsked: 100 }],
    ['together', { peakAsked: 101 }],
  ] as const)('is %s', (verdict, change: Partial<HerdFacts>) => {
    expect(decide(HERD.choices, herdFacts(change)).id).toBe(verdict);
  });
});

const count = fc.nat(500);
const time = fc.option(fc.double({ min: 0, max: 1e5, noNaN: true }), { nil: undefined });
const anything = fc.record({
  lost: count,
  skipped: count,
  late: count,
  worstMs: time,
  recoveredMs: time,
  caughtUpMs: time,
  interrupted: fc.boolean(),
  deliveredDuring: count,
});

test('every measurement has a verdict, and one that says nothing is lost is only given where nothing was', () => {
  fc.assert(
    fc.property(fc.constantFrom(...LANE_SCENARIOS), anything, ({ choices }, change) => {
      const verdict = decide(choices, measured(change));
      if (/nothing is lost|Loses nothing/.test(verdict.label)) expect(change.lost + change.skipped).toBe(0);
      if (verdict.id === 'in-time') expect(change.late).toBe(0);
    }),
  );
});

test('scenarios and their choices have names of their own', () => {
  expect(new Set(SCENARIOS.map(({ id }) => id)).size).toBe(7);
  for (const { choices } of SCENARIOS) {
    expect(new Set(choices.map(({ id }) => id)).size).toBe(choices.length);
    expect(new Set(choices.map(({ label }) => label)).size).toBe(choices.length);
  }
});
