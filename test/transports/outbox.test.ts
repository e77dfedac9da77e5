import { describe, expect, it } from 'vitest';
import { Loss } from '../../lib/transports/failure.ts';
import { createOutbox, MAX_WAITING } from '../../lib/transports/outbox.ts';
import { TransportError } from '../../lib/transports/transport.ts';
import { createManualClock } from './manual-clock.ts';

/** An outbox whose tries are answered by the test. */
function create(window: number) {
  const clock = createManualClock();
  const tries: { id: string; resolve: (seq: number) => void; reject: (error: Error) => void }[] = [];
  const outbox = createOutbox({
    clock,
    random: () => 0.5,
    window,
    send: ({ id }) => new Promise((resolve, reject) => tries.push({ id, resolve, reject })),
  });
  const add = (id: string) => outbox.add({ id, topic: 't', type: 'note', data: null });
  return { clock, outbox, add, tries, ids: () => tries.map(({ id }) => id) };
}

/** Lets promises that are settled run their reactions. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('outbox', () => {
  it('keeps publishes until there is a connection, and then sends no more than its window at once', async () => {
    const { outbox, add, tries, ids } = create(2);
    const answers = ['a', 'b', 'c'].map(add);
    expect(ids()).toEqual([]);
    outbox.setReady(true);
    expect(ids()).toEqual(['a', 'b']);
    tries[1]?.resolve(12);
    await expect(answers[1]).resolves.toEqual({ seq: 12 });
    expect(ids()).toEqual(['a', 'b', 'c']);
  });

  // #region waits
  it('sends what was lost again, in the old order, once the wait is over', async () => {
    const { clock, outbox, add, tries, ids } = create(2);
    outbox.setReady(true);
    const answers = ['a', 'b', 'c'].map(add);
    tries[1]?.reject(new Loss('rate', { retryAfterMs: 1000 }));
    tries[0]?.reject(new Loss('rate', { retryAfterMs: 1000 }));
    await settled();
    clock.advance(1249);
    expect(ids()).toEqual(['a', 'b']);
    clock.advance(1);
    expect(ids(), 'one leaves alone after a refusal for the rate').toEqual(['a', 'b', 'a']);
    tries[2]?.resolve(1);
    await expect(answers[0]).resolves.toEqual({ seq: 1 });
    await settled();
    expect(ids()).toEqual(['a', 'b', 'a', 'b', 'c']);
  });
  // #endregion waits

  it('does not wait on after a new connection, unless the server asked for it', async () => {
    const { outbox, add, tries, ids } = create(1);
    outbox.setReady(true);
    void add('a');
    for (const [error, expected] of [
      [new Loss('cut'), 2],
      [new Loss('rate', { retryAfterMs: 9 }), 2],
    ] as const) {
      tries.at(-1)?.reject(error);
      await settled();
      outbox.setReady(false);
      outbox.setReady(true);
      expect(ids()).toHaveLength(expected);
    }
  });

  it('rejects what is refused, and goes on with the next', async () => {
    const { outbox, add, tries, ids } = create(1);
    outbox.setReady(true);
    const first = add('a');
    void add('b');
    tries[0]?.reject(new TransportError('rejected', 'no'));
    await expect(first).rejects.toMatchObject({ code: 'rejected' });
    await settled();
    expect(ids()).toEqual(['a', 'b']);
  });

  it('has a limit, and says when it is reached', async () => {
    const { add } = create(1);
    const answers = Array.from({ length: MAX_WAITING }, (_, index) => add(`${index}`));
    await expect(add('one more')).rejects.toMatchObject({ code: 'queue-full' });
    expect(answers).toHaveLength(MAX_WAITING);
  });

  it('rejects everything at its end, also what is answered later, and leaves no timer', async () => {
    const { clock, outbox, add, tries } = create(2);
    outbox.setReady(true);
    const answers = ['a', 'b', 'c'].map(add);
    tries[0]?.reject(new Loss('cut'));
    await settled();
    expect(clock.timers).toBe(1);
    outbox.end(new TransportError('closed', 'over'));
    tries[1]?.resolve(1);
    for (const answer of [...answers, add('d')]) await expect(answer).rejects.toMatchObject({ code: 'closed' });
    expect(clock.timers).toBe(0);
  });
});
