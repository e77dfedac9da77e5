import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerKey, createAnswerStore, MAX_KEPT } from '../../../lib/ui/challenge/answer-store.ts';
import { createMemoryStorage, type MemoryStorage } from './memory-storage.ts';

const key = answerKey('backoff', 'practice');
const START = 'start';

let clock = 1000;
const now = () => (clock += 1);

function open(storage: MemoryStorage, writer = 'a') {
  return createAnswerStore({ key, start: START, storage, writer, now });
}

describe('an answer', () => {
  it('is the start at first, and what was typed when the page comes again', () => {
    const storage = createMemoryStorage();
    const store = open(storage);
    expect(store.view()).toMatchObject({ code: START, isPending: false, savedAt: null });
    store.edit('mine');
    expect(store.view()).toMatchObject({ code: 'mine', isPending: true });
    store.flush();
    expect(store.view().isPending).toBe(false);
    expect(open(storage, 'b').view().code).toBe('mine');
  });

  it('of an interview is another one than that of the practice', () => {
    expect(answerKey('backoff', 'interview')).not.toBe(key);
  });

  it('tells its listeners of each change until they leave', () => {
    const store = open(createMemoryStorage());
    let heard = 0;
    const leave = store.subscribe(() => (heard += 1));
    store.edit('one');
    leave();
    store.edit('two');
    expect(heard).toBe(1);
  });

  it('is put away when one starts again, and can be brought back', () => {
    const storage = createMemoryStorage();
    const store = open(storage);
    store.edit('first try');
    store.startAgain();
    expect(store.view()).toMatchObject({ code: START, replaced: 1, isPending: false });
    expect(store.view().kept).toMatchObject([{ code: 'first try', reason: 'started-again' }]);
    store.edit('second try');
    const [kept] = open(storage, 'b').view().kept;
    expect(kept?.code).toBe('first try');
    store.bringBack(store.view().kept[0] ?? { code: '', at: 0, reason: 'started-again' });
    expect(store.view().code).toBe('first try');
    expect(store.view().kept).toMatchObject([
      { code: 'second try', reason: 'brought-back' },
      { code: 'first try', reason: 'started-again' },
    ]);
  });

  it('that is the start is not put away', () => {
    const store = open(createMemoryStorage());
    store.startAgain();
    expect(store.view().kept).toEqual([]);
  });

  it('keeps a bounded number of earlier ones, the latest', () => {
    const store = open(createMemoryStorage());
    for (let index = 0; index < MAX_KEPT + 5; index += 1) {
      store.edit(`try ${index}`);
      store.startAgain();
    }
    expect(store.view().kept).toHaveLength(MAX_KEPT);
    expect(store.view().kept[0]?.code).toBe(`try ${MAX_KEPT + 4}`);
  });
});

describe('two tabs with one answer', () => {
  it('show what was typed in the other, where nothing was typed in this one', () => {
    const storage = createMemoryStorage();
    const [a, b] = [open(storage, 'a'), open(storage, 'b')];
    a.edit('from a');
    a.flush();
    b.receive();
    expect(b.view()).toMatchObject({ code: 'from a', replaced: 1, otherTab: { kind: 'taken' } });
    b.edit('from a, then b');
    b.flush();
    a.receive();
    expect(a.view().code).toBe('from a, then b');
  });

  it('keep the other’s answer where something else was typed meanwhile', () => {
    const storage = createMemoryStorage();
    const [a, b] = [open(storage, 'a'), open(storage, 'b')];
    b.edit('from b');
    a.edit('from a');
    a.flush();
    b.receive();
    expect(b.view()).toMatchObject({ code: 'from b', otherTab: { kind: 'kept' } });
    expect(b.view().kept).toMatchObject([{ code: 'from a', reason: 'other-tab' }]);
  });

  it('lose nothing where one never heard of the other before it wrote', () => {
    const storage = createMemoryStorage();
    const [a, b] = [open(storage, 'a'), open(storage, 'b')];
    a.edit('from a');
    a.flush();
    b.edit('from b');
    b.flush();
    const later = open(storage, 'c').view();
    expect([later.code, ...later.kept.map(({ code }) => code)].toSorted()).toEqual(['from a', 'from b']);
  });

  it('lose nothing that was typed last or put away, whatever both do', () => {
    const step = fc.record({
      tab: fc.nat({ max: 1 }),
      deed: fc.constantFrom('type', 'flush', 'receive', 'again'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 16 }), (steps) => {
        const storage = createMemoryStorage();
        const tabs = [open(storage, 'a'), open(storage, 'b')];
        const put = new Set<string>();
        steps.forEach(({ tab, deed }, index) => {
          const store = tabs[tab] ?? open(storage);
          if (deed === 'type') store.edit(`text ${index}`);
          else if (deed === 'flush') store.flush();
          else if (deed === 'receive') store.receive();
          else {
            const { code } = store.view();
            if (code !== START) put.add(code);
            store.startAgain();
          }
        });
        // What is typed and not yet written when both tabs are left; what was written before, somebody typed over.
        const last = tabs.flatMap((tab) => (tab.view().isPending ? [tab.view().code] : []));
        for (const tab of tabs) tab.flush();
        const { code, kept } = open(storage, 'c').view();
        const there = [code, ...kept.map((it) => it.code)];
        for (const text of [...put, ...last]) expect(there).toContain(text);
      }),
    );
  });
});

describe('an answer that cannot be kept', () => {
  it.each(['full', 'forbidden'] as const)('says so where the storage is %s, and goes on', (mood) => {
    const storage = createMemoryStorage();
    const store = open(storage);
    storage.mood = mood;
    store.edit('mine');
    store.flush();
    expect(store.view()).toMatchObject({ code: 'mine', isPending: true, trouble: { kind: mood } });
    storage.mood = 'well';
    store.flush();
    expect(store.view()).toMatchObject({ isPending: false, trouble: null });
    expect(open(storage, 'b').view().code).toBe('mine');
  });

  it('begins with the start where the storage is forbidden from the first', () => {
    const storage = createMemoryStorage();
    storage.mood = 'forbidden';
    expect(open(storage).view()).toMatchObject({ code: START, trouble: { kind: 'forbidden' } });
  });

  it.each(['{', '{"version":2}', '{"version":1,"code":5,"savedAt":1,"writer":"a","kept":[]}'])(
    'is put aside where it cannot be read, and said: %s',
    (text) => {
      const storage = createMemoryStorage({ [key]: text });
      const store = open(storage);
      const { trouble } = store.view();
      const asideKey = trouble?.kind === 'unreadable' ? (trouble.asideKey ?? '') : '';
      expect(asideKey).toMatch(new RegExp(`^${key}\\.corrupt-\\d+$`));
      store.edit('mine');
      store.flush();
      expect(storage.texts.get(asideKey)).toBe(text);
      expect(store.view().trouble, 'it goes on being said').toEqual(trouble);
      expect(open(storage, 'b').view().code).toBe('mine');
    },
  );

  it('is not written over where there is no room to put it aside', () => {
    const storage = createMemoryStorage({ [key]: '{' });
    storage.mood = 'full';
    const store = open(storage);
    storage.mood = 'well';
    store.edit('mine');
    store.flush();
    expect(storage.texts.get(key) ?? [...storage.texts.values()].find((text) => text === '{')).toBeDefined();
    expect([...storage.texts.values()]).toContain('{');
  });
});
