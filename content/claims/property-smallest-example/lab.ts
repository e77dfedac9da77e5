import fc from 'fast-check';
import type { LabMeasure } from '../claim.ts';

/** Delivers in order, and holds back what is early. It has room for one, where it needs a map. */
function createInbox(): { take(seq: number): void; readonly delivered: readonly number[] } {
  const delivered: number[] = [];
  let early: number | undefined;
  return {
    delivered,
    take(seq) {
      const next = delivered.length + 1;
      if (seq < next) return;
      if (seq > next) {
        early = seq;
        return;
      }
      delivered.push(seq);
      if (early === seq + 1) {
        delivered.push(early);
        early = undefined;
      }
    },
  };
}

function deliversAll(arrival: readonly number[]): boolean {
  const inbox = createInbox();
  for (const seq of arrival) inbox.take(seq);
  const count = new Set(arrival).size;
  return inbox.delivered.length === count && inbox.delivered.every((seq, index) => seq === index + 1);
}

export const measure: LabMeasure = async () => {
  for (const example of [
    [1, 2, 3],
    [1, 1, 2, 3],
    [2, 1, 3],
  ]) {
    if (!deliversAll(example)) throw new RangeError(`Expected the example ${example.join(', ')} to pass`);
  }
  // Weights give an order: whatever is taken away from them, what is left numbers the messages from 1 again.
  const arrival = fc.array(fc.double({ noNaN: true }), { maxLength: 12 }).map((weights) =>
    weights
      .map((weight, index) => ({ weight, seq: index + 1 }))
      .sort((a, b) => a.weight - b.weight)
      .map(({ seq }) => seq),
  );
  const found = fc.check(fc.property(arrival, deliversAll), { numRuns: 100 });
  const smallest = found.counterexample?.[0];
  if (smallest === undefined) throw new RangeError('Expected an arrival that breaks the inbox, got none in 100');
  return {
    value: smallest.length,
    details: { arrival: smallest.join(', '), 'arrivals tried': found.numRuns, 'shrunk in steps': found.numShrinks },
  };
};
