import { now } from '../../http/exchange.ts';

/** Time, as everything in an edge asks for it. */
export interface Clock {
  /** The server's clock in ms: what `at` is of. */
  now(): number;
  /** Calls `run` once, not before `delayMs` are over. @returns its undo */
  after(delayMs: number, run: () => void): () => void;
}

/** What a timer of the platform waits at most, in ms; longer waits are made of several. */
const LONGEST_MS = 2 ** 31 - 1;

/** The clock of the platform. */
export const systemClock: Clock = {
  now,
  after(delayMs, run) {
    const timer = setTimeout(run, Math.min(Math.ceil(delayMs), LONGEST_MS));
    return () => clearTimeout(timer);
  },
};
