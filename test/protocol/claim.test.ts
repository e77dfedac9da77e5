import { describe, expect, it } from 'vitest';
import { decodeClaimCounts, decodeClaimOutcome, decodeClaimStage } from '../../lib/protocol/index.ts';

const MEASURED = {
  outcome: 'measured',
  value: 6,
  holds: true,
  tookMs: 12.5,
  at: '2026-11-21T12:00:00.000Z',
  machine: 'Linux x64',
};

describe('what a measurement has brought', () => {
  it('is read with its conditions', () => {
    expect(decodeClaimOutcome(MEASURED)).toEqual(MEASURED);
    const details = { next: 'close 1006', open: 255 };
    expect(decodeClaimOutcome({ ...MEASURED, details })).toEqual({ ...MEASURED, details });
    expect(decodeClaimOutcome({ outcome: 'failed', reason: 'x hung' })).toEqual({
      outcome: 'failed',
      reason: 'x hung',
    });
  });

  it('leaves out details that are none', () => {
    expect(decodeClaimOutcome({ ...MEASURED, details: { nested: {} } })).toEqual(MEASURED);
  });

  it.each([null, [], {}, { ...MEASURED, value: '6' }, { ...MEASURED, holds: 1 }, { ...MEASURED, at: 0 }])(
    'is refused as %o',
    (value) => {
      expect(() => decodeClaimOutcome(value)).toThrow('Expected');
    },
  );
});

describe('the servers of a claim', () => {
  it('are read as addresses', () => {
    const stage = { id: 's1', urls: { socket: 'ws://127.0.0.1:4000' }, machine: 'Linux x64' };
    expect(decodeClaimStage(stage)).toEqual(stage);
  });

  it.each([null, { id: 1 }, { id: 's1' }, { id: 's1', urls: { a: 'nowhere' } }])('are refused as %o', (value) => {
    expect(() => decodeClaimStage(value)).toThrow('Expected');
  });

  it('count in numbers', () => {
    expect(decodeClaimCounts({ counts: { opened: 1, name: 'x' } })).toEqual({ opened: 1 });
    expect(() => decodeClaimCounts({})).toThrow('Expected');
  });
});
