/** The ceiling of the first wait, and the one that later ones grow to, in milliseconds. Small, so that a run is short. */
export const FIGURE_MS = { base: 500, cap: 4_000 } as const;

/** A way to say how long a client waits. */
export type StrategyId = 'fixed' | 'exponential' | 'late-jitter' | 'full-jitter';

/** The strategies, in the order in which they are shown. */
export const STRATEGIES: readonly { id: StrategyId; label: string }[] = [
  { id: 'fixed', label: '1 s each time' },
  { id: 'exponential', label: 'Exponential' },
  { id: 'late-jitter', label: '±25 % after the cap' },
  { id: 'full-jitter', label: 'Full jitter' },
];

/**
 * The wait before the next try, in milliseconds.
 *
 * @param tries how many failed since a connection last proved itself, from 0
 * @param random in [0, 1)
 */
export type Wait = (tries: number, random: () => number) => number;

// #region strategies
const ceilingMs = (tries: number): number => Math.min(FIGURE_MS.cap, FIGURE_MS.base * 2 ** tries);

/** What each strategy waits. Only the last spreads the clients over all of the time, and stays below the cap. */
export const WAITS: Readonly<Record<StrategyId, Wait>> = {
  fixed: () => 1_000,
  exponential: (tries) => ceilingMs(tries),
  'late-jitter': (tries, random) => ceilingMs(tries) * (0.75 + 0.5 * random()),
  'full-jitter': (tries, random) => ceilingMs(tries) * random(),
};
// #endregion strategies
