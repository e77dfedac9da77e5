import type { Claim } from '../../content/claims/claim.ts';

/** What a page needs of a claim in order to show it and to measure it again. */
export interface ClaimView extends Claim {
  /** The lesson that tells it. */
  lessonTitle: string;
  /** Whether a browser needs servers of the lab's to measure it. */
  hasStage: boolean;
  /** The last values that were written down, in words; absent where there are none. */
  recorded?: Recorded;
}

/** A measurement that was written down. */
export interface Recorded {
  /** `6 B`, `12 to 14 ms`. */
  value: string;
  runs: number;
  /** The day, in words, and as HTML wants it. */
  day: string;
  at: string;
  machine: string;
  details: readonly (readonly [name: string, value: string])[];
}
