import type { TwoTabsResult } from '../../outbox/two-tabs.ts';

/** What two tabs came to, counted. */
export interface TabSums {
  readonly found: string;
  readonly sent: string;
  readonly stored: number;
  /** How many messages stand in the log exactly once. */
  readonly once: number;
  readonly twice: number;
  readonly lost: number;
  readonly isInOrder: boolean;
}

/** Counts a result. */
export function sumTabs({ written, found, sent, stored }: TwoTabsResult): TabSums {
  const times = Array.from({ length: written }, (_, index) => stored.filter((n) => n === index + 1).length);
  return {
    found: found.join(' + '),
    sent: sent.join(' + '),
    stored: stored.length,
    once: times.filter((time) => time === 1).length,
    twice: times.filter((time) => time > 1).length,
    lost: times.filter((time) => time === 0).length,
    isInOrder: stored.every((n, index) => index === 0 || n > (stored[index - 1] ?? 0)),
  };
}
