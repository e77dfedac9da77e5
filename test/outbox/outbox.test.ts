import { describe, expect, it } from 'vitest';
import { createMemoryStore, createOutbox, OutboxError } from '../../lib/outbox/index.ts';
import { MAX_AGE_MS } from '../../lib/outbox/outbox.ts';
import type { PublishRequest } from '../../lib/protocol/index.ts';
import { Loss, Refusal } from '../../lib/transports/failure.ts';
import { createManualClock } from '../transports/manual-clock.ts';

/** An outbox over a store in memory, whose tries are answered by the test. */
async function create(store = createMemoryStore({ topic: 'town', limit: 4 })) {
  const clock = createManualClock();
  const tries: { request: PublishRequest; resolve: (seq: number) => void; reject: (error: Error) => void }[] = [];
  let ids = 0;
  let writes = 0;
  let onChange = (): void => undefined;
  const outbox = createOutbox({
    store,
    queue: await store.read(),
    publish: (request) => new Promise((resolve, reject) => tries.push({ request, resolve, reject })),
    name: 'queue',
    locks: undefined,
    clock,
    random: () => 0.5,
    createId: () => `id-${++ids}`,
    onChange: () => onChange(),
    onWrite: () => writes++,
  });
  return {
    clock,
    store,
    outbox,
    tries,
    write: (text: string) => outbox.write({ type: 'note', text }),
    sent: () => tries.map(({ request }) => request.id),
    writes: () => writes,
    onChange: (listener: () => void) => (onChange = listener),
  };
}

/** Lets promises that are settled run their reactions. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the outbox', () => {
  it('sends nothing before it is started, and then one after the other', async () => {
    const { outbox, write, tries, sent, store } = await create();
    await write('a');
    await write('b');
    await settled();
    expect(sent()).toEqual([]);
    outbox.start();
    await settled();
    expect(sent()).toEqual(['id-1']);
    tries[0]?.resolve(7);
    await settled();
    expect(sent()).toEqual(['id-1', 'id-2']);
    expect((await store.read()).messages.map(({ n }) => n)).toEqual([2]);
    expect(outbox.state().delivered).toEqual([{ n: 1, text: 'a', seq: 7, tries: 1 }]);
  });

  it('never has a message both in the queue and delivered', async () => {
    const { outbox, write, tries, onChange } = await create();
    const places: string[] = [];
    onChange(() => {
      const { queue, delivered } = outbox.state();
      places.push(
        [...queue.messages.map(({ n }) => `${n} waits`), ...delivered.map(({ n }) => `${n} is stored`)].join(),
      );
    });
    await write('a');
    outbox.start();
    await settled();
    tries[0]?.resolve(1);
    await settled();
    expect([...new Set(places)]).toEqual(['1 waits', '1 is stored']);
  });

  it('takes nothing of a queue that was begun anew for what an old answer is about', async () => {
    const { outbox, write, tries, store } = await create();
    await write('old');
    outbox.start();
    await settled();
    await outbox.clear('another town');
    await write('new');
    tries[0]?.resolve(1);
    await settled();
    expect((await store.read()).messages).toMatchObject([{ n: 1, text: 'new' }]);
    expect(outbox.state().delivered).toEqual([]);
    expect(tries[1]?.request).toMatchObject({ id: 'id-2', topic: 'another town' });
  });

  it('can be started again after its store could not be read', async () => {
    const store = createMemoryStore({ topic: 'town', limit: 4 });
    const { outbox, write, sent } = await create(store);
    await write('a');
    const { read } = store;
    store.read = () => Promise.reject(new Error('no disk'));
    outbox.start();
    await settled();
    expect(outbox.state()).toMatchObject({ role: 'idle', trouble: 'no disk' });
    store.read = read;
    outbox.start();
    await settled();
    expect(sent()).toEqual(['id-1']);
  });

  it('keeps a message on disk until its answer, and sends it again with the id that it has', async () => {
    const { outbox, write, tries, sent, store, clock } = await create();
    await write('a');
    outbox.start();
    await settled();
    tries[0]?.reject(new Loss('cut'));
    await settled();
    expect((await store.read()).messages).toHaveLength(1);
    expect(outbox.state().trouble).toBe('cut');
    clock.advance(250);
    await settled();
    expect(sent()).toEqual(['id-1', 'id-1']);
    tries[1]?.resolve(1);
    await settled();
    expect(outbox.state().delivered).toMatchObject([{ n: 1, tries: 2 }]);
    expect(outbox.state().trouble).toBeUndefined();
  });

  it('does not let a message that is written cut the wait for the next try short, and lets hurry() do so', async () => {
    const { outbox, write, tries, sent } = await create();
    await write('a');
    outbox.start();
    await settled();
    tries[0]?.reject(new Loss('cut'));
    await settled();
    await write('b');
    await settled();
    expect(sent()).toEqual(['id-1']);
    outbox.hurry();
    await settled();
    expect(sent()).toEqual(['id-1', 'id-1']);
  });

  it('marks what is refused for good, goes on with the next, and tries it again when it is told to', async () => {
    const { outbox, write, tries, sent, store } = await create();
    await write('a');
    await write('b');
    outbox.start();
    await settled();
    tries[0]?.reject(new Refusal('no such type'));
    await settled();
    expect(sent()).toEqual(['id-1', 'id-2']);
    expect((await store.read()).messages[0]).toMatchObject({ n: 1, state: 'failed', reason: 'no such type' });
    tries[1]?.resolve(1);
    await settled();
    await outbox.retry(1);
    await settled();
    expect(sent()).toEqual(['id-1', 'id-2', 'id-1']);
    expect((await store.read()).messages[0]).not.toHaveProperty('reason');
  });

  it('does not send what has grown too old', async () => {
    const { outbox, write, tries, store, clock } = await create();
    await write('a');
    clock.advance(MAX_AGE_MS + 1);
    outbox.start();
    await settled();
    expect(tries).toEqual([]);
    expect((await store.read()).messages[0]).toMatchObject({ state: 'failed', reason: 'Too old: it was not sent' });
  });

  it('takes no more than its limit, and keeps what it has', async () => {
    const { write, store } = await create();
    for (const text of ['a', 'b', 'c', 'd']) await write(text);
    await expect(write('e')).rejects.toThrow(OutboxError);
    await expect(write('e')).rejects.toMatchObject({ code: 'full' });
    expect((await store.read()).messages.map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('turns the draft into a message, and deletes it with that', async () => {
    const { outbox, write, store } = await create();
    await outbox.saveDraft('half a');
    expect((await store.read()).draft).toBe('half a');
    await write('half a sentence');
    expect(await store.read()).toMatchObject({ draft: '', written: 1 });
  });

  it('goes on in another tab with what the first has left, and with the same ids', async () => {
    const first = await create();
    await first.write('a');
    await first.write('b');
    first.outbox.start();
    await settled();
    expect(first.sent()).toEqual(['id-1']);
    first.outbox.close();
    const second = await create(first.store);
    second.outbox.start();
    await settled();
    second.tries[0]?.resolve(1);
    await settled();
    expect(second.sent()).toEqual(['id-1', 'id-2']);
  });

  it('hears of what another tab has written while it waits for messages', async () => {
    const { outbox, store, sent } = await create();
    outbox.start();
    await settled();
    await store.add({ id: 'from the other', type: 'note', text: 'x', createdAt: 0 });
    await settled();
    expect(sent()).toEqual([]);
    await outbox.look();
    await settled();
    expect(sent()).toEqual(['from the other']);
  });

  it('leaves no timer when it is closed, and sends nothing more', async () => {
    const { outbox, write, tries, sent, clock } = await create();
    await write('a');
    outbox.start();
    await settled();
    tries[0]?.reject(new Loss('cut'));
    await settled();
    expect(clock.timers).toBe(1);
    outbox.close();
    await settled();
    expect(clock.timers).toBe(0);
    expect(sent()).toEqual(['id-1']);
  });
});
