import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLedger, type LedgerCounts } from '../../lib/measure/ledger.ts';

const zero: LedgerCounts = { received: 0, lost: 0, duplicated: 0, reordered: 0, skipped: 0 };

function book(arrivals: readonly number[], after?: number): LedgerCounts {
  const ledger = createLedger(after === undefined ? {} : { after });
  for (const seq of arrivals) ledger.receive(seq);
  return ledger.counts();
}

/** The definitions, written down as directly as possible and without any thought of memory. */
function bookByDefinition(arrivals: readonly number[], after?: number): LedgerCounts {
  const seen = new Set<number>();
  let duplicated = 0;
  let reordered = 0;
  let highest = Number.NEGATIVE_INFINITY;
  for (const seq of arrivals) {
    if (seen.has(seq) || (after !== undefined && seq <= after)) {
      duplicated++;
      continue;
    }
    if (seq < highest) reordered++;
    highest = Math.max(highest, seq);
    seen.add(seq);
  }
  if (seen.size === 0) return { ...zero, duplicated };
  const first = after === undefined ? Math.min(...seen) : after + 1;
  return { received: seen.size, lost: highest - first + 1 - seen.size, duplicated, reordered, skipped: 0 };
}

describe('ledger', () => {
  it('finds nothing wrong with events that arrive in order', () => {
    expect(book([1, 2, 3], 0)).toEqual({ ...zero, received: 3 });
  });

  it('counts what is missing as lost until it arrives, and then as reordered', () => {
    const ledger = createLedger({ after: 0 });
    expect(ledger.receive(1)).toBe('next');
    expect(ledger.receive(4)).toBe('ahead');
    expect(ledger.counts()).toEqual({ ...zero, received: 2, lost: 2 });
    expect(ledger.missing()).toEqual([{ first: 2, last: 3 }]);
    expect(ledger.receive(2)).toBe('late');
    expect(ledger.receive(2)).toBe('duplicate');
    expect(ledger.counts()).toEqual({ received: 3, lost: 1, duplicated: 1, reordered: 1, skipped: 0 });
  });

  it('counts events before the first as lost when it was told where reading began', () => {
    expect(book([8], 5)).toEqual({ ...zero, received: 1, lost: 2 });
    expect(book([8])).toEqual({ ...zero, received: 1 });
  });

  it('agrees with its definitions for every sequence of arrivals', () => {
    const arrivals = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 120 });
    fc.assert(
      fc.property(arrivals, fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }), (list, after) => {
        expect(book(list, after)).toEqual(bookByDefinition(list, after));
      }),
    );
  });

  it('sees no loss in any order of a whole sequence', () => {
    const shuffled = fc.shuffledSubarray(
      Array.from({ length: 60 }, (_, index) => index + 1),
      { minLength: 60 },
    );
    fc.assert(
      fc.property(shuffled, (list) => {
        const counts = book(list, 0);
        expect([counts.received, counts.lost, counts.duplicated]).toEqual([60, 0, 0]);
      }),
    );
  });

  it('keeps no more ranges than it may, and never forgets a loss', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 300 }), { minLength: 1 }), (list) => {
        const ledger = createLedger({ after: 0, maxGaps: 3 });
        for (const seq of list) {
          ledger.receive(seq);
          expect(ledger.missing().length).toBeLessThanOrEqual(3);
        }
        const counts = ledger.counts();
        // What arrived for a given-up range is booked as duplicated and stays lost.
        expect(counts.received + counts.lost).toBe(Math.max(...list));
        expect(counts.received + counts.duplicated).toBe(list.length);
      }),
    );
  });

  it('books an announced gap as skipped and expects the next event after it', () => {
    const ledger = createLedger({ after: 0 });
    ledger.receive(1);
    ledger.receive(3);
    ledger.reset({ cause: 'gap', oldest: 50, newest: 60 });
    expect(ledger.receive(61)).toBe('next');
    expect(ledger.counts()).toEqual({ received: 3, lost: 1, duplicated: 0, reordered: 0, skipped: 57 });
    expect(ledger.receive(2)).toBe('duplicate');
  });

  it('goes back where the position was beyond the newest, and skips nothing', () => {
    const ledger = createLedger({ after: 50 });
    ledger.reset({ cause: 'gap', oldest: 1, newest: 10 });
    expect(ledger.receive(11)).toBe('next');
    expect(ledger.counts()).toEqual({ ...zero, received: 1 });
  });

  it('begins anew with another log and keeps its counts', () => {
    const ledger = createLedger({ after: 0 });
    ledger.receive(1);
    ledger.receive(2);
    ledger.reset({ cause: 'log', oldest: 1, newest: 9 });
    expect(ledger.receive(1)).toBe('next');
    expect(ledger.receive(2)).toBe('next');
    expect(ledger.counts()).toEqual({ ...zero, received: 4 });
  });
});
