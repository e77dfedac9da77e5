import type { ClaimView } from './claim-view.ts';

/** Which claims are shown. */
export interface ClaimFilter {
  /** Words that all have to occur, in any of its texts. */
  text: string;
  /** A topic, or nothing for all. */
  topic: string;
  place: '' | 'lab' | 'browser';
  /** Only what is commonly told wrong. */
  folklore: boolean;
}

/** Shows all. */
export const ALL_CLAIMS: ClaimFilter = { text: '', topic: '', place: '', folklore: false };

/** The claims that a filter lets through, in their order. */
export function filterClaims(claims: readonly ClaimView[], filter: ClaimFilter): ClaimView[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return claims.filter(
    (claim) =>
      (filter.topic === '' || claim.topic === filter.topic) &&
      (filter.place === '' || claim.place === filter.place) &&
      (!filter.folklore || claim.heard !== undefined) &&
      words.every((word) => textOf(claim).includes(word)),
  );
}

function textOf({ id, statement, heard = '', why, how, lessonTitle }: ClaimView): string {
  return [id, statement, heard, why, how, lessonTitle].join('\n').toLowerCase();
}
