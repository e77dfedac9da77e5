import { describe, expect, it } from 'vitest';
import { loadGlossary } from '../../content/glossary.server.ts';
import { OUTLINE } from '../../content/outline.ts';
import { createSpelling } from './spelling.ts';

const entries = loadGlossary();

describe('the glossary', () => {
  it('has each term and each form once', () => {
    for (const list of [
      entries.map(({ id }) => id),
      entries.flatMap(({ term, forms = [term] }) => forms.map((form) => form.toLowerCase())),
    ]) {
      expect(list.filter((each, place) => list.indexOf(each) !== place)).toEqual([]);
    }
  });

  it('sends each term to a lesson that there is', () => {
    const slugs = OUTLINE.map(({ slug }) => slug);
    expect(entries.map(({ lesson }) => lesson).filter((lesson) => !slugs.includes(lesson))).toEqual([]);
  });

  it('explains in one to three sentences, spelt as British English', () => {
    const misspelt = createSpelling();
    for (const { term, text } of entries) {
      expect(text.split(/[.?!](?=\s|$)/).length - 1, term).toBeGreaterThanOrEqual(1);
      expect(text.split(/[.?!](?=\s|$)/).length - 1, term).toBeLessThanOrEqual(3);
      expect(misspelt(text.replace(/`[^`]*`/g, ' ')), term).toEqual([]);
    }
  });
});
