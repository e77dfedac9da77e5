import { describe, expect, it } from 'vitest';
import { loadEntries } from '../../../app/search.json/entries.ts';
import { buildIndex, openIndex, type SearchEntry } from '../../../lib/ui/search/search-index.ts';

const entry = (href: string, title: string, { text = '', place = '' } = {}): SearchEntry => ({
  href,
  kind: href.startsWith('/challenges') ? 'challenge' : 'lesson',
  title,
  place,
  text,
});

const search = openIndex(
  buildIndex([
    entry('/lessons/closing', 'States and close codes', { text: 'A log has one line: closed, 1006.' }),
    entry('/lessons/closing#on-the-wire', 'On the wire', {
      text: 'A close frame has a code.',
      place: '10 States and close codes',
    }),
    entry('/lessons/queues', 'Queues that survive a reload', {
      text: 'Messages that wait on disk. 1005 is another number.',
    }),
    entry('/challenges/backoff', 'Backoff with jitter', { text: 'Wait longer each time.' }),
  ]),
);

const found = (query: string): string[] => search(query).flatMap(({ hits }) => hits.map(({ href }) => href));

describe('the search', () => {
  it('finds what is half typed', () => {
    expect(found('back')).toEqual(['/challenges/backoff']);
    expect(found('states and clo')[0]).toBe('/lessons/closing');
  });

  it('forgives a letter in a short word and two in a long one', () => {
    expect(found('quues')).toEqual(['/lessons/queues']);
    expect(found('messgaes')).toEqual(['/lessons/queues']);
  });

  it('takes a number for itself and for no other', () => {
    expect(found('1006')).toEqual(['/lessons/closing']);
  });

  it('wants all words, and some of them where nothing has them all', () => {
    expect(found('reload disk')).toEqual(['/lessons/queues']);
    expect(found('reload jitter').toSorted()).toEqual(['/challenges/backoff', '/lessons/queues']);
  });

  it('puts a page before its parts, groups by kind, and names the words that were meant', () => {
    expect(found('close')[0]).toBe('/lessons/closing');
    const groups = search('a');
    expect(new Set(groups.map(({ kind }) => kind)).size).toBe(groups.length);
    expect(search('quues')[0]?.hits[0]?.words).toEqual(['queues']);
  });

  it('shows at most three parts of one page', () => {
    const parts = Array.from({ length: 9 }, (_, index) => entry(`/lessons/a#${index}`, 'Ping', { place: '1 A' }));
    const hits = openIndex(buildIndex(parts))('ping').flatMap((group) => group.hits);
    expect(hits).toHaveLength(3);
  });
});

describe('what it is built from', () => {
  it('has every entry once, and no address of another host', async () => {
    const entries = await loadEntries();
    const hrefs = entries.map(({ href }) => href);
    expect(new Set(hrefs).size).toBe(hrefs.length);
    expect(hrefs.filter((href) => !/^\/(?!\/)/.test(href))).toEqual([]);
    expect(entries.filter(({ title }) => title === '')).toEqual([]);
    expect(new Set(entries.map(({ kind }) => kind))).toContain('challenge');
  });

  it('finds sections by words that stand in their text alone', async () => {
    const all = openIndex(buildIndex(await loadEntries()));
    const hits = all('bufferedAmount').flatMap((group) => group.hits.map(({ href }) => href));
    expect(hits.some((href) => /^\/lessons\/[a-z-]+#/.test(href))).toBe(true);
  });
});
