/** What claims are listed by. */
export const CLAIM_TOPICS = [
  'http',
  'sse',
  'websocket',
  'socket-io',
  'staying-connected',
  'delivery',
  'access',
  'react',
  'speed',
  'proxies',
  'practice',
] as const;

/**
 * Something that the course says and that can be run. It lies in `content/claims/<id>/claim.ts`, and beside it what
 * measures it: `lab.ts` with a {@link LabMeasure} where it is measured in the lab's process, `browser.ts` with a
 * {@link BrowserMeasure} where it is measured in the reader's browser, then perhaps with a {@link Stage} in `lab.ts`.
 */
export interface Claim {
  /** The name of its folder, in kebab-case. */
  id: string;
  topic: (typeof CLAIM_TOPICS)[number];
  /** The slug of the lesson that tells it. */
  lesson: string;
  /** How it is commonly told, where that is wrong. Its page then tells: what you heard, what was measured, why. */
  heard?: string;
  /** What is so, in a sentence that the value completes or proves. */
  statement: string;
  /** Why it is so, in one to three sentences. */
  why: string;
  /** Where it is specified or documented; at least one. */
  sources: readonly { title: string; href: string }[];
  /** Where it is measured. */
  place: 'lab' | 'browser';
  /** What is done to measure it, so that a reader could do it by hand. */
  how: string;
  /** What a measurement would have to show for the claim to be wrong. */
  refutedBy: string;
  /** Set where it can only be measured with a network interface besides loopback: peers of WebRTC meet over none. */
  needsNetwork?: true;
  /** The unit of the value, such as `B`, `ms` or `connections`; empty for a ratio. */
  unit: string;
  /** Digits behind the point. @default 0 */
  digits?: number;
  /** The claim holds while every value lies within, both ends included. One that is not stable has a range. */
  holds: { min?: number; max?: number };
}

/** What one run of a measurement has found. */
export interface Reading {
  /** In the claim's unit. */
  value: number;
  /** What else was seen, by name, such as `{ "with 10 cookies": "812 B" }`. */
  details?: Readonly<Record<string, string | number>>;
}

/** Measures a claim in the lab's process, with real sockets. It ends everything that it opened. */
export type LabMeasure = (context: { signal: AbortSignal }) => Promise<Reading>;

/** The servers that a claim needs while a browser measures it. */
export interface OpenStage {
  /** Addresses by name, such as `{ "events": "http://127.0.0.1:40123/events" }`. */
  urls: Readonly<Record<string, string>>;
  /** What the servers have counted so far, by name. */
  counts?(): Readonly<Record<string, number>>;
  close(): Promise<void>;
}

/** Starts them, on port 0 of `host`; pages of the origins in `origins` may read their answers. */
export type Stage = (context: { host: string; origins: readonly string[] }) => Promise<OpenStage>;

/** Measures a claim in a browser. It ends everything that it opened. */
export type BrowserMeasure = (context: {
  urls: Readonly<Record<string, string>>;
  /** Asks the stage what it has counted. */
  counts(): Promise<Readonly<Record<string, number>>>;
  signal: AbortSignal;
}) => Promise<Reading>;

/** The last measurement that was written down, in the claim's `measured.json`. */
export interface Measured {
  /** One for each run, in order; at least three. */
  values: readonly number[];
  /** The details of the last run. */
  details?: Readonly<Record<string, string | number>>;
  /** When, in ISO 8601. */
  at: string;
  /** What it ran on, such as `Linux x64, 2 cores, Node 20.20.2`, and the browser where one measured. */
  machine: string;
}
