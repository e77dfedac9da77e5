/** What somebody opened from the search. */
export interface Recent {
  href: string;
  title: string;
}

/** Where it is remembered. */
const RECENT_KEY = 'wirelab.search';

const MAX_RECENT = 5;
const MAX_TITLE = 200;

/** What was opened last, the latest first; nothing where this browser keeps nothing, or not this. */
export function readRecent(): Recent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(RECENT_KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isRecent).slice(0, MAX_RECENT) : [];
  } catch {
    return [];
  }
}

/** Remembers what is being opened. */
export function rememberRecent({ href, title }: Recent): void {
  try {
    const others = readRecent().filter((recent) => recent.href !== href);
    localStorage.setItem(RECENT_KEY, JSON.stringify([{ href, title }, ...others].slice(0, MAX_RECENT)));
  } catch {
    // Storage is forbidden or full: nothing is remembered.
  }
}

/** An address on this site alone: what lies in the storage may have been put there by anything. */
function isRecent(value: unknown): value is Recent {
  if (typeof value !== 'object' || value === null || !('href' in value) || !('title' in value)) return false;
  const { href, title } = value;
  return typeof href === 'string' && /^\/(?![/\\])/.test(href) && typeof title === 'string' && title.length < MAX_TITLE;
}
