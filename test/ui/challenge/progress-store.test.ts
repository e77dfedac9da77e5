import { describe, expect, it } from 'vitest';
import { putAttempt, readProgress, startAttempt } from '../../../lib/progress/index.ts';
import { createProgressStore, PROGRESS_KEY } from '../../../lib/ui/challenge/progress-store.ts';
import { createMemoryStorage } from './memory-storage.ts';

const attempt = (id: string, now = 1) =>
  startAttempt({ slug: 'backoff', door: 'browser', mode: 'practice' }, { id, now });

const now = () => 5;

describe('the progress of a browser', () => {
  it('is empty at first, and there when the page comes again', () => {
    const storage = createMemoryStorage();
    const store = createProgressStore(storage, { now });
    expect(store.view()).toMatchObject({ progress: { attempts: [] }, trouble: null });
    store.update((progress) => putAttempt(progress, attempt('one')));
    expect(createProgressStore(storage, { now }).view().progress.attempts).toMatchObject([{ id: 'one' }]);
  });

  it('is the same object until it changes', () => {
    const store = createProgressStore(createMemoryStorage(), { now });
    expect(store.view()).toBe(store.view());
  });

  it('takes in what another tab wrote, on a word and before each change', () => {
    const storage = createMemoryStorage();
    const [a, b] = [createProgressStore(storage, { now }), createProgressStore(storage, { now })];
    b.view();
    a.update((progress) => putAttempt(progress, attempt('one')));
    b.update((progress) => putAttempt(progress, attempt('two', 2)));
    a.receive();
    for (const store of [a, b]) expect(store.view().progress.attempts.map(({ id }) => id)).toEqual(['one', 'two']);
  });

  it.each(['full', 'forbidden'] as const)('stays for as long as the page where the storage is %s', (mood) => {
    const storage = createMemoryStorage();
    const store = createProgressStore(storage, { now });
    storage.mood = mood;
    store.update((progress) => putAttempt(progress, attempt('one')));
    store.update((progress) => putAttempt(progress, attempt('two', 2)));
    expect(store.view()).toMatchObject({ trouble: { kind: mood } });
    expect(store.view().progress.attempts).toHaveLength(2);
    storage.mood = 'well';
    store.update((progress) => progress);
    expect(store.view().trouble).toBeNull();
    expect(readProgress(storage.texts.get(PROGRESS_KEY) ?? '').attempts).toHaveLength(2);
  });

  it.each(['not JSON', '{"version":1}', '{"version":99,"attempts":[]}'])(
    'is put aside under a name with the time where it cannot be read, and said: %s',
    (text) => {
      const storage = createMemoryStorage({ [PROGRESS_KEY]: text });
      const store = createProgressStore(storage, { now });
      expect(store.view().trouble).toMatchObject({ kind: 'unreadable', asideKey: `${PROGRESS_KEY}.corrupt-5` });
      store.update((progress) => putAttempt(progress, attempt('one')));
      expect(storage.texts.get(`${PROGRESS_KEY}.corrupt-5`)).toBe(text);
      expect(readProgress(storage.texts.get(PROGRESS_KEY) ?? '').attempts).toHaveLength(1);
      expect(store.view().trouble, 'it goes on being said').toMatchObject({ kind: 'unreadable' });
    },
  );

  it('is not written over where there is no room to put it aside', () => {
    const storage = createMemoryStorage({ [PROGRESS_KEY]: 'not JSON' });
    storage.mood = 'full';
    const store = createProgressStore(storage, { now });
    store.update((progress) => putAttempt(progress, attempt('one')));
    expect(storage.texts.get(PROGRESS_KEY)).toBe('not JSON');
    expect(store.view().trouble).toMatchObject({ kind: 'unreadable', asideKey: null });
  });
});
