import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../content/catalog.server.ts';
import { countWords, loadSections, readSections } from '../../content/lesson-sections.server.ts';

const LESSON = `---
title: T
---

Before **all** headings.

<Learn>

- One thing.

</Learn>

## The \`close\` call, twice

Some text with a [link](https://example.com/).

| a | b |
| - | - |
| c | 1006 |

## The \`close\` call, twice

<Check>

<Question ask="Which?">

<Option label="This one">
Because.
</Option>

</Question>

</Check>
`;

describe('readSections', () => {
  it('splits a lesson at its headings, with their anchors, and at the components that bring one', async () => {
    const sections = await readSections(LESSON);
    expect(sections.map(({ id, title }) => [id, title])).toEqual([
      ['', ''],
      ['you-will-learn', 'You will learn'],
      ['the-close-call-twice', 'The close call, twice'],
      ['the-close-call-twice-1', 'The close call, twice'],
      ['check-yourself', 'Check yourself'],
    ]);
  });

  it('keeps all that is read: tables, questions and answers as well', async () => {
    const texts = (await readSections(LESSON)).map(({ text }) => text);
    expect(texts[0]).toBe('Before all headings.');
    expect(texts[2]).toContain('1006');
    expect(texts[4]).toBe('Which? This one Because.');
  });

  it('knows the sections of every lesson', async () => {
    for (const lesson of loadCatalog()) {
      const ids = (await loadSections(lesson)).map(({ id }) => id);
      expect(ids, lesson.slug).toEqual([...new Set(ids)]);
      // One that is not written yet has no headings; that each is, test/content/lessons.test.ts sees to.
      if (ids.length > 0) expect(ids, lesson.slug).toEqual(expect.arrayContaining(['recap', 'check-yourself']));
    }
  });
});

describe('countWords', () => {
  it('counts what stands between spaces', () => {
    expect([countWords(''), countWords('one'), countWords('one two')]).toEqual([0, 1, 2]);
  });
});
