/** A challenge as the list shows it. */
export interface ListedChallenge {
  slug: string;
  id: number;
  title: string;
  summary: string;
  difficulty: string;
  minutes: number;
  concepts: readonly string[];
  /** The slugs of the lessons that prepare for it. */
  lessons: readonly string[];
  hints: number;
  isLive: boolean;
}

/** Which challenges are shown; an empty word restricts nothing. */
export interface Filter {
  difficulty: string;
  lesson: string;
  state: '' | 'new' | 'tried' | 'solved' | 'unsolved';
  search: string;
}

export const NO_FILTER: Filter = { difficulty: '', lesson: '', state: '', search: '' };

/** Whether a filter restricts anything. */
export function isRestricted(filter: Filter): boolean {
  return Object.values(filter).some((value) => value.trim() !== '');
}

/** Whether a challenge passes a filter; `state` is how far somebody got with it. */
export function passes(challenge: ListedChallenge, filter: Filter, state: 'new' | 'tried' | 'solved'): boolean {
  const { difficulty, lesson, search } = filter;
  if (difficulty !== '' && challenge.difficulty !== difficulty) return false;
  if (lesson !== '' && !challenge.lessons.includes(lesson)) return false;
  if (filter.state === 'unsolved' ? state === 'solved' : filter.state !== '' && filter.state !== state) return false;
  const { id, title, summary, concepts, slug } = challenge;
  const text = [String(id).padStart(2, '0'), title, summary, slug, ...concepts].join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
