import type { Lesson } from '../../content/catalog.server.ts';
import { loadCatalog } from '../../content/catalog.server.ts';
import { type Challenge, loadChallenges } from '../../content/challenges.server.ts';
import { claimIds, loadClaim } from '../../content/claims/registry.ts';
import { loadGlossary } from '../../content/glossary.server.ts';
import { loadSections } from '../../content/lesson-sections.server.ts';
import { loadSheets } from '../../content/sheets.server.ts';
import type { SearchEntry } from '../../lib/ui/search/search-index.ts';
import { PAGES } from '../pages.ts';

/** All that the search finds. Each source of entries is one function; another is one more line. */
export async function loadEntries(): Promise<SearchEntry[]> {
  const lessons = await Promise.all(loadCatalog().map(lessonEntries));
  return [
    ...lessons.flat(),
    ...loadChallenges().map(challengeEntry),
    ...(await claimEntries()),
    ...termEntries(),
    ...sheetEntries(),
    ...pageEntries(),
  ];
}

async function lessonEntries(lesson: Lesson): Promise<SearchEntry[]> {
  const { slug, number, title, summary } = lesson;
  const href = `/lessons/${slug}`;
  const sections = await loadSections(lesson);
  const intro = sections.find(({ id }) => id === '')?.text ?? '';
  return [
    { href, kind: 'lesson', title, place: '', text: `Lesson ${number}. ${summary} ${intro}` },
    ...sections
      .filter(({ id }) => id !== '')
      .map((section) => ({
        href: `${href}#${section.id}`,
        kind: 'lesson' as const,
        title: section.title,
        place: `${number} ${title}`,
        text: section.text,
      })),
  ];
}

function challengeEntry({ slug, id, title, summary, difficulty, concepts }: Challenge): SearchEntry {
  const text = `Challenge ${id}, ${difficulty}. ${summary} ${concepts.join(', ')}.`;
  return { href: `/challenges/${slug}`, kind: 'challenge', title, place: '', text };
}

async function claimEntries(): Promise<SearchEntry[]> {
  const claims = await Promise.all(claimIds().map(loadClaim));
  return claims.map(({ id, statement, heard, why }) => ({
    href: `/claims#${id}`,
    kind: 'claim',
    title: statement,
    place: '',
    text: `${heard === undefined ? '' : `What you heard: ${heard} `}${why}`,
  }));
}

function termEntries(): SearchEntry[] {
  return loadGlossary().map(({ id, term, text }) => ({
    href: `/glossary#${id}`,
    kind: 'term',
    title: term,
    place: '',
    text,
  }));
}

function sheetEntries(): SearchEntry[] {
  return loadSheets().map(({ slug, title, summary }) => ({
    href: `/sheets/${slug}`,
    kind: 'sheet',
    title,
    place: '',
    text: summary,
  }));
}

function pageEntries(): SearchEntry[] {
  return PAGES.map(({ href, title, about }) => ({ href, kind: 'page', title, place: '', text: about }));
}
