import { describe, expect, it } from 'vitest';
import { COMING, lessonFolder, OUTLINE, PARTS } from '../../content/outline.ts';

describe('OUTLINE', () => {
  it('gives every lesson an address of its own without a number', () => {
    const slugs = OUTLINE.map(({ slug }) => slug);
    expect(new Set(slugs).size).toBe(slugs.length);
    for (const slug of slugs) expect(slug).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('requires only lessons that come earlier', () => {
    for (const [index, { slug, requires }] of OUTLINE.entries()) {
      const earlier = OUTLINE.slice(0, index).map((entry) => entry.slug);
      expect(earlier, `what ${slug} requires`).toEqual(expect.arrayContaining([...requires]));
    }
  });

  it('numbers from 1 to 40, each given once, to a lesson or to one that is coming', () => {
    const numbers = [...OUTLINE, ...COMING].map(({ number }) => number).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });

  it('keeps its lessons, and those that are coming, in the order of their numbers', () => {
    for (const list of [OUTLINE, COMING]) {
      const numbers = list.map(({ number }) => number);
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    }
  });

  it('goes through its parts one after another, and leaves none empty', () => {
    const parts = [...OUTLINE, ...COMING].sort((a, b) => a.number - b.number).map(({ part }) => part);
    expect(parts.filter((part, index) => part !== parts[index - 1])).toEqual(PARTS.map(({ id }) => id));
  });

  it('says of every coming lesson what it is', () => {
    for (const { title, summary } of COMING) expect([title, summary]).not.toContain('');
  });
});

describe('lessonFolder', () => {
  it('puts the number before the slug', () => {
    expect(lessonFolder('real-time')).toBe('01-real-time');
    expect(lessonFolder('choosing')).toBe('07-choosing');
  });

  it('refuses a slug that is not in the outline', () => {
    expect(() => lessonFolder('telepathy')).toThrow('`telepathy`');
  });
});
