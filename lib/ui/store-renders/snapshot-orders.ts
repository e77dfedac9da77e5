import { isRecord } from '../../protocol/index.ts';

/** The ways to put a snapshot and a stream together. */
export const ORDERS = ['snapshot-first', 'replace', 'append', 'by-seq'] as const;

/** One of the ways. */
export type Order = (typeof ORDERS)[number];

/** What a client shows, as positions in the log; each way is this with functions of its own. */
export interface Shown {
  /** The snapshot has come. */
  onSnapshot(seqs: readonly number[]): void;
  /** An event of the stream has come. */
  onEvent(seq: number): void;
  /** What is on the screen. */
  read(): readonly number[];
}

/** A snapshot that takes the place of what is there. Whether that loses anything depends on when the stream began. */
export function createReplacing(): Shown {
  let shown: readonly number[] = [];
  return {
    onSnapshot(seqs) {
      shown = seqs;
    },
    onEvent(seq) {
      shown = [...shown, seq];
    },
    read: () => shown,
  };
}

/** A snapshot that is put before what is there. */
export function createAppending(): Shown {
  let shown: readonly number[] = [];
  return {
    onSnapshot(seqs) {
      shown = [...seqs, ...shown];
    },
    onEvent(seq) {
      shown = [...shown, seq];
    },
    read: () => shown,
  };
}

/** The right one: what the stream brings is held until the snapshot is there, and then counts from where that ends. */
// #region by-seq
export function createBySeq(): Shown {
  let shown: readonly number[] = [];
  let held: number[] | undefined = [];

  function onEvent(seq: number): void {
    if (held) held.push(seq);
    else if (seq > (shown.at(-1) ?? 0)) shown = [...shown, seq];
  }

  return {
    onEvent,
    onSnapshot(seqs) {
      const early = held ?? [];
      held = undefined;
      shown = seqs;
      early.forEach(onEvent);
    },
    read: () => shown,
  };
}
// #endregion by-seq

/** How what is shown differs from the log. */
export interface Difference {
  readonly shown: number;
  readonly lost: number;
  readonly doubled: number;
}

/** Holds what is shown against the log, whose positions go from 1 to `newest`. */
export function compareWithLog(shown: readonly number[], newest: number): Difference {
  const different = new Set(shown);
  return { shown: shown.length, lost: newest - different.size, doubled: shown.length - different.size };
}

/** The positions in an answer to `GET /events`. @throws {TypeError} where it is none */
export function readSeqs(body: unknown): number[] {
  const events: unknown = isRecord(body) ? body.events : undefined;
  if (!Array.isArray(events)) throw new TypeError('Expected the answer to have a list of events');
  return events.flatMap((event: unknown) => (isRecord(event) && typeof event.seq === 'number' ? [event.seq] : []));
}
