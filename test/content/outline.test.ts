import { describe, expect, it } from 'vitest';
import { COMING, lessonFolder, OUTLINE } from '../../content/outline.ts';

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

  it('says of every coming part what it is', () => {
    for (const { title, summary } of COMING) expect([title, summary]).not.toContain('');
  });
});

describe('lessonFolder', () => {
  it('puts the place in the course before the slug', () => {
    expect(lessonFolder('real-time')).toBe('01-real-time');
    expect(lessonFolder('choosing')).toBe('07-choosing');
  });

  it('refuses a slug that is not in the outline', () => {
    expect(() => lessonFolder('telepathy')).toThrow('`telepathy`');
  });
});
