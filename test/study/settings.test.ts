import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  describeStudy,
  formatStudy,
  parseStudy,
  STUDY_DEFAULTS,
  STUDY_RANGES,
  type StudySettings,
} from '../../lib/ui/study/settings.ts';

const number = ({ min, max }: { min: number; max: number }) => fc.integer({ min, max });

const anySettings: fc.Arbitrary<StudySettings> = fc.record({
  updates: number(STUDY_RANGES.updates),
  payloadBytes: number(STUDY_RANGES.payloadBytes),
  pollMs: number(STUDY_RANGES.pollMs),
  cookieBytes: fc.oneof(
    fc.constant(0),
    number({ min: STUDY_RANGES.cookieBytes.leastAboveZero, max: STUDY_RANGES.cookieBytes.max }),
  ),
  keepAlive: fc.boolean(),
  deflate: fc.boolean(),
  pollingFirst: fc.boolean(),
});

test('the defaults are those of the published study, and need no query', () => {
  expect(STUDY_DEFAULTS).toMatchObject({ updates: 5, pollMs: 250, keepAlive: true });
  expect(formatStudy(STUDY_DEFAULTS)).toBe('');
  expect(parseStudy('')).toEqual(STUDY_DEFAULTS);
});

test('settings survive the way into an address and back', () => {
  fc.assert(
    fc.property(anySettings, (settings) => {
      expect(parseStudy(formatStudy(settings))).toEqual(settings);
    }),
  );
});

test('whatever an address says, settings stay in their ranges', () => {
  fc.assert(
    fc.property(fc.webQueryParameters(), fc.integer(), (query, value) => {
      const settings = parseStudy(`${query}&updates=${value}&payload=${value}&poll=${value}&cookies=${value}`);
      expect(parseStudy(formatStudy(settings))).toEqual(settings);
    }),
  );
});

test('a cookie too short to be set is not asked for', () => {
  expect(parseStudy('cookies=3').cookieBytes).toBe(STUDY_DEFAULTS.cookieBytes);
  expect(parseStudy('cookies=5000').cookieBytes).toBe(STUDY_DEFAULTS.cookieBytes);
});

test('the line that describes settings names all that differs between two runs', () => {
  fc.assert(
    fc.property(anySettings, anySettings, (one, other) => {
      expect(describeStudy(one) === describeStudy(other)).toBe(formatStudy(one) === formatStudy(other));
    }),
  );
});
