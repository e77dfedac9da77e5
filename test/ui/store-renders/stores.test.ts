import { describe, expect, it, vi } from 'vitest';
import { tickAt } from '../../../lib/ui/store-renders/board.ts';
import { createFeed } from '../../../lib/ui/store-renders/feed.ts';
import { CREATE_STORE, STORE_IDS } from '../../../lib/ui/store-renders/stores/index.ts';
import { createTally, rendersOf } from '../../../lib/ui/store-renders/tally.ts';

describe.each(STORE_IDS)('the store of %s', (id) => {
  it('says once for each delivery that it has changed, and nothing after its end', async () => {
    const feed = createFeed(() => () => undefined);
    const store = CREATE_STORE[id](feed);
    const stop = store.start();
    let updates = 0;
    const undo = store.onUpdate(() => updates++);
    for (const seq of [1, 2, 3]) feed.push(tickAt(seq));
    await vi.waitFor(() => expect(updates).toBe(3));
    stop();
    // A listener of Redux ends one task later.
    await new Promise((resolve) => setTimeout(resolve));
    const ended = updates;
    feed.push(tickAt(4));
    await new Promise((resolve) => setTimeout(resolve));
    expect(updates).toBe(ended);
    undo();
  });
});

describe('createTally', () => {
  it('keeps the counts of each way, and begins a way anew', () => {
    const tally = createTally();
    tally.event();
    expect(tally.read()).toEqual({});
    tally.begin('whole');
    tally.event();
    tally.render('zustand', 'rows');
    tally.render('zustand', 'list');
    tally.begin('narrow');
    tally.update('redux-toolkit');
    tally.pause();
    tally.frame();
    const { whole, narrow, frame } = tally.read();
    expect(whole?.events).toBe(1);
    expect(whole && rendersOf(whole.stores.zustand)).toBe(2);
    expect([narrow?.events, narrow?.frames, narrow?.stores['redux-toolkit'].updates]).toEqual([0, 0, 1]);
    expect(frame).toBeUndefined();
    tally.begin('whole');
    expect(tally.read().whole?.events).toBe(0);
  });
});
