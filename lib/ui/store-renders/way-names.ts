import type { Way } from './tally.ts';

/** What the ways are called. */
export const WAY_NAMES: Readonly<Record<Way, string>> = {
  whole: 'the whole state',
  narrow: 'only what each shows',
  frame: 'only that, once a frame',
};
