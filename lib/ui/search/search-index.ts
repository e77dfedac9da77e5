import MiniSearch, { type Options, type SearchResult } from 'minisearch';

/** What can be found, in the order in which equals are shown. */
export const KINDS = ['lesson', 'challenge', 'claim', 'term', 'sheet', 'page'] as const;

export type Kind = (typeof KINDS)[number];

/** Something that can be found: a page, or a part of one. */
export interface SearchEntry {
  /** Its address on this site; also its id. */
  href: string;
  kind: Kind;
  title: string;
  /** What it is a part of, such as a lesson's number and title; empty for a whole page. */
  place: string;
  text: string;
}

/** One that was found. */
export interface Hit extends SearchEntry {
  /** The words of it that were meant, as the index has them. */
  words: readonly string[];
}

/** Hits of one kind, the best first. */
export interface HitGroup {
  kind: Kind;
  hits: readonly Hit[];
}

/** How many hits of one kind are shown, and how many of those may be parts of one page. */
const MAX_OF_A_KIND = 8;
const MAX_OF_A_PAGE = 3;

const OPTIONS: Options<SearchEntry> = {
  idField: 'href',
  fields: ['title', 'place', 'text'],
  storeFields: ['href', 'kind', 'title', 'place', 'text'],
};

/** Builds the text of an index, which {@link openIndex} reads: done once, while the pages are built. */
export function buildIndex(entries: readonly SearchEntry[]): string {
  const index = new MiniSearch<SearchEntry>(OPTIONS);
  index.addAll(entries);
  return JSON.stringify(index);
}

/** Answers queries, without any network. */
export type Search = (query: string) => HitGroup[];

/**
 * Opens an index. All words of a query have to be found; where nothing has them all, some will do. The last may be half
 * typed, and a word of letters may be wrong in a letter or two.
 */
export function openIndex(text: string): Search {
  const index = MiniSearch.loadJSON<SearchEntry>(text, OPTIONS);
  return (query) => {
    const options = {
      boost: { title: 4, place: 2 },
      prefix: (term: string) => term.length > 1,
      // Of a number, another is not a variant: 1006 is not 1005.
      fuzzy: (term: string) => (term.length < 4 || /\d/.test(term) ? false : term.length < 6 ? 1 : 2),
      weights: { prefix: 0.5, fuzzy: 0.15 },
      boostDocument: (_: unknown, __: string, stored?: Record<string, unknown>) => (stored?.place === '' ? 1.5 : 1),
    };
    const all = index.search(query, { ...options, combineWith: 'AND' });
    return group(all.length > 0 ? all : index.search(query, options));
  };
}

function group(results: readonly SearchResult[]): HitGroup[] {
  const groups = new Map<Kind, Hit[]>();
  const ofPage = new Map<string, number>();
  for (const result of results) {
    const { href, kind, title, place, text } = result as unknown as SearchEntry;
    const hits = groups.get(kind) ?? [];
    const page = href.split('#')[0] ?? '';
    const parts = ofPage.get(page) ?? 0;
    // Claims and terms all stand on one page, and are no parts of each other.
    if (hits.length >= MAX_OF_A_KIND || (place !== '' && parts >= MAX_OF_A_PAGE)) continue;
    hits.push({ href, kind, title, place, text, words: Object.keys(result.match) });
    ofPage.set(page, parts + 1);
    groups.set(kind, hits);
  }
  // A map keeps the order in which its keys came: that of the best hit of each.
  return [...groups].map(([kind, hits]) => ({ kind, hits }));
}
