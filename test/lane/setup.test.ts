import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRESETS, presetOf } from '../../app/compare/presets.ts';
import { DEFAULTS, formatSetup, parseSetup, type Setup } from '../../app/compare/setup.ts';
import { isName, TRANSPORT_IDS } from '../../lib/protocol/index.ts';
import { OPTIONAL_RESUME } from '../../lib/ui/lane/resume.ts';
import { clampTo, parseNumber, RANGES, stepIn } from '../../lib/ui/lane/steps.ts';
import { SPANS_MS } from '../../lib/ui/lane/time-scale.ts';

const half = (): number => 0.5;

const anySetup: fc.Arbitrary<Setup> = fc.record({
  topic: fc.stringMatching(/^[a-z0-9][a-z0-9._:-]{0,30}$/),
  ratePerSecond: fc.oneof(
    fc.constant(0),
    fc.integer({ min: 1, max: 100_000 }).map((tenths) => tenths / 10),
  ),
  payloadBytes: fc.integer({ min: 0, max: 65_536 }),
  burst: fc.integer({ min: 0, max: 5_000 }),
  intervalMs: fc.integer({ min: 10, max: 60_000 }),
  waitMs: fc.integer({ min: 0, max: 55_000 }),
  lanes: fc
    .subarray([...TRANSPORT_IDS], { minLength: 1 })
    .map((lanes) => TRANSPORT_IDS.filter((id) => lanes.includes(id))),
  noResume: fc.subarray([...OPTIONAL_RESUME]).map((lanes) => OPTIONAL_RESUME.filter((id) => lanes.includes(id))),
  view: fc.constantFrom('picture', 'table'),
  spanMs: fc.constantFrom(...SPANS_MS),
});

describe('a set-up in the address', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(anySetup, (setup) => {
        expect(parseSetup(`?${formatSetup(setup)}`, half)).toEqual({ setup, problems: [] });
      }),
    );
  });

  it('is never refused as a whole: whatever is wrong falls back and is named', () => {
    const { setup, problems } = parseSetup(
      '?rate=-1&payload=1.5&burst=ten&interval=1e3&hold=99999&lanes=sse,carrier-pigeon&noresume=sse&span=7&view=3d&topic=No%20Topic',
      half,
    );
    const { topic, ...rest } = setup;
    expect(rest).toEqual({ ...DEFAULTS, lanes: ['sse'] });
    expect(isName(topic)).toBe(true);
    expect(problems.map((problem) => problem.split('=')[0]).toSorted()).toEqual(
      ['rate', 'payload', 'burst', 'interval', 'hold', 'lanes', 'noresume', 'span', 'view', 'topic'].toSorted(),
    );
  });

  it('holds any text without a throw, and shows no more than the beginning of it', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('rate', 'lanes', 'noresume', 'topic', 'view', 'span'), (text, name) => {
        const { setup, problems } = parseSetup(`?${new URLSearchParams({ [name]: text })}`, half);
        expect(setup.lanes.length).toBeGreaterThan(0);
        for (const problem of problems) expect(problem.length).toBeLessThan(140);
      }),
    );
  });

  it('says no more than its topic where all is as it begins', () => {
    expect(formatSetup({ ...DEFAULTS, topic: 'compare-abc' })).toBe('topic=compare-abc');
  });

  it('is recognised as a preset by its values', () => {
    for (const preset of PRESETS) {
      expect(presetOf({ ...DEFAULTS, topic: 't', ...preset.values })?.id).toBe(preset.id);
      for (const [key, value] of Object.entries(preset.values)) {
        expect(clampTo(RANGES[key as keyof typeof RANGES], value), `${preset.id} ${key}`).toBe(value);
      }
    }
    expect(presetOf({ ...DEFAULTS, topic: 't', payloadBytes: 65 })).toBeUndefined();
  });
});

describe('a number that is set', () => {
  it('goes through its steps in both directions and stays within its range', () => {
    for (const range of Object.values(RANGES)) {
      const up: number[] = [range.min];
      while (stepIn(range, up.at(-1) ?? 0, 1) !== up.at(-1)) up.push(stepIn(range, up.at(-1) ?? 0, 1));
      expect(up).toEqual(range.steps);
      expect(up.at(-1)).toBe(range.max);
      for (const step of range.steps) expect(clampTo(range, step)).toBe(step);
    }
    expect([stepIn(RANGES.ratePerSecond, 3, 1), stepIn(RANGES.ratePerSecond, 3, -1)]).toEqual([5, 2]);
    expect(clampTo(RANGES.ratePerSecond, 0.02)).toBe(0.1);
    expect(clampTo(RANGES.payloadBytes, 70_000)).toBe(65_536);
  });

  it('is read as people write it', () => {
    expect(['1000', '1,000', '1 000', '0.5', '0,5', ' 7 ', '.5'].map(parseNumber)).toEqual([
      1e3, 1e3, 1e3, 0.5, 0.5, 7, 0.5,
    ]);
    expect(['', 'ten', '-1', '1e3', '0x10', '1.2.3', '∞'].map(parseNumber)).toEqual(new Array(7).fill(undefined));
  });
});
