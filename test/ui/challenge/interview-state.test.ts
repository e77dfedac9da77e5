import { describe, expect, it } from 'vitest';
import {
  beginInterview,
  clockOf,
  endInterview,
  pauseInterview,
  readInterview,
  resumeInterview,
} from '../../../lib/ui/challenge/interview/interview-state.ts';
import { createInterviewStore } from '../../../lib/ui/challenge/interview/interview-store.ts';
import { createMemoryStorage } from './memory-storage.ts';

describe('the clock of an interview', () => {
  const begun = beginInterview('id', 1000);

  it('runs from the beginning', () => {
    expect(clockOf(begun, 1000)).toBe(0);
    expect(clockOf(begun, 4000)).toBe(3000);
  });

  it('stands in a pause and goes on after it', () => {
    const paused = pauseInterview(begun, 3000);
    expect(clockOf(paused, 9000)).toBe(2000);
    const resumed = resumeInterview(paused, 10_000);
    expect(clockOf(resumed, 11_000)).toBe(3000);
    expect(resumeInterview(resumed, 50_000), 'one that runs goes on').toBe(resumed);
  });

  it('stands after the end', () => {
    const ended = endInterview(begun, 5000);
    expect(ended).toMatchObject({ phase: 'review', spentMs: 4000, since: null });
    expect(clockOf(resumeInterview(ended, 6000), 9000)).toBe(4000);
  });

  it('never runs backwards with the clock of the machine', () => {
    expect(clockOf(begun, 500)).toBe(0);
  });

  it('goes on over a reload', () => {
    expect(readInterview(JSON.stringify(begun))).toEqual(begun);
  });
});

describe('an interview that is kept', () => {
  it('is there for another page, and gone when it is over', () => {
    const storage = createMemoryStorage();
    const store = createInterviewStore('backoff', { storage });
    store.set(beginInterview('id', 1));
    const other = createInterviewStore('backoff', { storage });
    expect(other.view().interview?.attemptId).toBe('id');
    store.set(null);
    other.receive();
    expect(other.view().interview).toBeNull();
  });

  it.each(['{', '{}', 'null', '{"version":1,"attemptId":"a","phase":"over","spentMs":1,"since":null}'])(
    'is put aside where it cannot be read: %s',
    (text) => {
      const storage = createMemoryStorage({ 'wirelab.interview.backoff': text });
      const { interview, trouble } = createInterviewStore('backoff', { storage, now: () => 7 }).view();
      expect(interview).toBeNull();
      expect(trouble).toMatchObject({ asideKey: 'wirelab.interview.backoff.corrupt-7' });
      expect(storage.texts.get('wirelab.interview.backoff.corrupt-7')).toBe(text);
    },
  );

  it('goes on without a storage', () => {
    const storage = createMemoryStorage();
    storage.mood = 'forbidden';
    const store = createInterviewStore('backoff', { storage });
    store.set(beginInterview('id', 1));
    store.receive();
    expect(store.view()).toMatchObject({ interview: { attemptId: 'id' }, trouble: { kind: 'forbidden' } });
  });
});
