import { describe, expect, it } from 'vitest';
import type { StoredQueue } from '../../../lib/outbox/index.ts';
import { countLog, numbersOf } from '../../../lib/ui/durable-queue/log-count.ts';

const queue = (written: number, waiting: readonly number[] = [], log?: string): StoredQueue => ({
  topic: 't',
  written,
  draft: '',
  messages: waiting.map((n) => ({ n, id: `${n}`, type: 'note', text: '', createdAt: 0, state: 'waiting' })),
  ...(log === undefined ? {} : { log }),
});

describe('countLog', () => {
  it('counts each once where all is well', () => {
    expect(countLog([1, 2, 3], queue(3), 'log')).toEqual({
      stored: 3,
      twice: 0,
      missing: 0,
      isInOrder: true,
      isOther: false,
    });
  });

  it('sees what is twice, what is missing and what changed places', () => {
    expect(countLog([2, 1, 2, 2], queue(4), 'log')).toMatchObject({
      stored: 4,
      twice: 1,
      missing: 2,
      isInOrder: false,
    });
  });

  it('does not miss what still waits, and does not call a repeat a change of order', () => {
    expect(countLog([1, 2, 1], queue(4, [3, 4]), 'log')).toMatchObject({ missing: 0, isInOrder: true, twice: 1 });
  });

  it('knows another log', () => {
    expect(countLog([], queue(1, [], 'old'), 'new').isOther).toBe(true);
    expect(countLog([1], queue(1, [], 'old'), 'old').isOther).toBe(false);
  });
});

describe('numbersOf', () => {
  it('leaves out what has no number', () => {
    const events = [{ n: 1 }, null, 'x', { n: '2' }, { n: 3 }].map((data) => ({ data }));
    expect(numbersOf(events)).toEqual([1, 3]);
  });
});
