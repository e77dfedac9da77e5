import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeToxics } from '../../lib/protocol/index.ts';
import { composeToxics } from '../../lib/ui/faults/compose-toxics.ts';
import { FAULT_KINDS, FAULTS } from '../../lib/ui/faults/fault-kinds.ts';

test('nothing on is nothing set', () => {
  expect(composeToxics({})).toEqual({});
  expect(composeToxics({ reset: 1, 'half-open': 1, restart: 2 })).toEqual({});
});

test('jitter varies the latency, and brings its own where none is set', () => {
  expect(composeToxics({ latency: 300, jitter: 50 }).upstream?.latency).toEqual({ latency: 300, jitter: 50 });
  expect(composeToxics({ jitter: 200 }).downstream?.latency).toEqual({ latency: 200, jitter: 200 });
});

test('a stall is a bandwidth of nothing, whatever else is allowed', () => {
  expect(composeToxics({ stall: 1, bandwidth: 64 })).toEqual({
    upstream: { bandwidth: { rate: 0 } },
    downstream: { bandwidth: { rate: 0 } },
  });
});

test('only answers are buffered', () => {
  expect(composeToxics({ buffer: 64 })).toEqual({ downstream: { buffer: { bytes: 65_536 } } });
  expect(composeToxics({ buffer: 1, latency: 5 }).upstream).toEqual({ latency: { latency: 5 } });
});

test('whatever can be set on the page, the lab accepts and answers as it was sent', () => {
  const amounts = fc.record(
    Object.fromEntries(
      FAULT_KINDS.map((kind) => {
        const { min = 1, max = 1 } = FAULTS[kind].amount?.range ?? {};
        return [
          kind,
          FAULTS[kind].amount?.range.whole === false ? fc.double({ min, max, noNaN: true }) : fc.integer({ min, max }),
        ];
      }),
    ),
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(amounts, (on) => {
      const toxics = composeToxics(on);
      expect(decodeToxics(JSON.parse(JSON.stringify(toxics)))).toEqual(toxics);
    }),
  );
});
