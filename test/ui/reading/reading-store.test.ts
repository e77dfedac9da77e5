import { describe, expect, it } from 'vitest';
import { readReading } from '../../../lib/progress/reading.ts';
import { createReadingStore, type ReadingStorage } from '../../../lib/ui/reading/reading-store.ts';

function memory(): ReadingStorage & { text: string | null; writes: number } {
  return {
    text: null,
    writes: 0,
    getItem() {
      return this.text;
    },
    setItem(_, text) {
      this.text = text;
      this.writes += 1;
    },
  };
}

const clock = (start = 100) => {
  let at = start;
  return { now: () => (at += 1), set: (to: number) => void (at = to) };
};

describe('createReadingStore', () => {
  it('keeps what two tabs read', () => {
    const storage = memory();
    const [one, two] = [createReadingStore(storage, clock()), createReadingStore(storage, clock())];
    one.update('polling', (_, at) => ({ seen: { a: at } }));
    two.update('polling', (_, at) => ({ seen: { b: at } }));
    one.update('closing', (_, at) => ({ readAt: at }));
    const kept = readReading(storage.text) ?? {};
    expect(Object.keys(kept.polling?.seen ?? {})).toEqual(['a', 'b']);
    expect(kept.closing?.readAt).toBeGreaterThan(0);
  });

  it('writes again what another tab, which wrote at the same moment, has lost, and then both are quiet', () => {
    const storage = memory();
    const [one, two] = [createReadingStore(storage, clock()), createReadingStore(storage, clock())];
    one.update('polling', (_, at) => ({ seen: { a: at } }));
    storage.text = null;
    two.update('polling', (_, at) => ({ seen: { b: at } }));
    one.receive(false);
    expect(Object.keys(readReading(storage.text)?.polling?.seen ?? {})).toEqual(['a', 'b']);
    const { writes } = storage;
    two.receive(false);
    one.receive(false);
    expect(storage.writes).toBe(writes);
  });

  it('forgets in one tab what another one read, also where the clock was put back', () => {
    const storage = memory();
    const late = clock(1_000);
    const [one, two] = [createReadingStore(storage, late), createReadingStore(storage, clock(10))];
    one.update('polling', (_, at) => ({ readAt: at, seen: { a: at } }));
    two.forget(['polling', 'never-read']);
    one.receive(false);
    expect(one.view().polling).toMatchObject({ readAt: 0, seen: {} });
    late.set(5);
    one.update('polling', (_, at) => ({ readAt: at }));
    expect(one.view().polling?.readAt).toBeGreaterThan(0);
    expect(one.view()['never-read']).toBeUndefined();
  });

  it('goes on for as long as the page does where the storage refuses, and says that it is not kept', () => {
    const refuse = (): never => {
      throw new DOMException('No', 'QuotaExceededError');
    };
    const store = createReadingStore({ getItem: refuse, setItem: refuse }, clock());
    let told = 0;
    store.subscribe(() => (told += 1));
    store.update('polling', (_, at) => ({ readAt: at }));
    expect(store.view().polling?.readAt).toBeGreaterThan(0);
    expect([store.isKept(), told]).toEqual([false, 1]);
  });

  it('starts anew over garbage, and never writes over what a later version wrote', () => {
    const storage = memory();
    storage.text = '{"version":1,"lessons":[[';
    createReadingStore(storage, clock()).update('polling', (_, at) => ({ readAt: at }));
    expect(readReading(storage.text)?.polling?.readAt).toBeGreaterThan(0);
    const newer = '{"version":2,"lessons":{"polling":{"pages":3}}}';
    storage.text = newer;
    const store = createReadingStore(storage, clock());
    store.update('polling', (_, at) => ({ readAt: at }));
    expect([storage.text, store.isKept()]).toEqual([newer, false]);
  });

  it('forgets with the tab that has emptied the storage', () => {
    const storage = memory();
    const store = createReadingStore(storage, clock());
    store.update('polling', (_, at) => ({ readAt: at }));
    storage.text = null;
    store.receive(true);
    expect(store.view()).toEqual({});
    expect(storage.text).toBeNull();
  });
});
