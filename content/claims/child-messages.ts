import type { Reading } from './claim.ts';

/** What the process that measures is asked for. */
export type ChildRequest =
  | { do: 'measure'; id: string }
  | { do: 'stage'; id: string; host: string; origins: readonly string[] }
  | { do: 'counts' }
  | { do: 'close' };

/** What it answers: one answer to each request, in order. */
export type ChildAnswer =
  | { did: 'measure'; reading: Reading; tookMs: number; leftOpen: readonly string[] }
  | { did: 'stage'; urls: Readonly<Record<string, string>> }
  | { did: 'counts'; counts: Readonly<Record<string, number>> }
  | { did: 'close' }
  | { did: 'fail'; message: string };
