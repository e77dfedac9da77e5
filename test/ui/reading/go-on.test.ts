import { describe, expect, it } from 'vitest';
import { NOT_READ } from '../../../lib/progress/reading.ts';
import { goOn } from '../../../lib/ui/reading/go-on.ts';
import { minutesLeft, sayState } from '../../../lib/ui/reading/marks.ts';

const lessons = [
  { slug: 'polling', title: 'Polling' },
  { slug: 'closing', title: 'Close codes' },
  { slug: 'queues', title: 'Queues' },
];
const at = (time: number) => ({ ...NOT_READ, place: { id: 'recap', title: 'Recap', at: time } });

describe('goOn', () => {
  it('leads to the section that was read last, of whichever lesson', () => {
    expect(goOn({ polling: at(3), closing: at(5) }, lessons)).toEqual({
      href: '/lessons/closing#recap',
      lead: 'Go on where you left off:',
      title: 'Close codes, Recap',
    });
  });

  it('leads on from a lesson that is read, past others that are, and round to the first that is not', () => {
    const read = { ...at(9), readAt: 9 };
    expect(goOn({ polling: read }, lessons)).toMatchObject({ href: '/lessons/closing', lead: 'Next:' });
    expect(goOn({ queues: read, polling: { ...read, readAt: 2 } }, lessons)?.href).toBe('/lessons/closing');
  });

  it('has nothing to say before the first lesson and after the last', () => {
    const read = { ...NOT_READ, readAt: 1 };
    expect(goOn({}, lessons)).toBeUndefined();
    expect(goOn({ gone: at(3) }, lessons)).toBeUndefined();
    expect(goOn({ polling: read, closing: read, queues: read }, lessons)).toBeUndefined();
  });
});

describe('sayState', () => {
  it('counts sections, never more than there are', () => {
    expect(sayState(undefined, 3)).toBe('');
    expect(sayState({ ...NOT_READ, seen: { a: 1, b: 1, c: 1, gone: 1 } }, 3)).toBe('3 of 3 read');
    expect(sayState({ ...NOT_READ, readAt: 1 }, 3)).toBe('read');
  });
});

describe('minutesLeft', () => {
  const sections = [
    { id: 'a', words: 300 },
    { id: 'b', words: 100 },
  ];

  it('goes by the words that were not seen, up to a whole minute', () => {
    expect(minutesLeft(sections, NOT_READ, 12)).toBe(12);
    expect(minutesLeft(sections, { ...NOT_READ, seen: { a: 1 } }, 12)).toBe(3);
    expect(minutesLeft(sections, { ...NOT_READ, seen: { b: 1 } }, 10)).toBe(8);
    expect(minutesLeft(sections, { ...NOT_READ, readAt: 1 }, 12)).toBe(0);
  });
});
