import { createLedger } from '../../measure/ledger.ts';
import { decodeEvent, isRecord, type LabEvent } from '../../protocol/index.ts';

/** What became of a batch, read from the log. */
export interface LogCounts {
  /** Entries of the batch. */
  readonly entries: number;
  /** Messages without an entry. */
  readonly lost: number;
  /** Entries of a message that had one before. */
  readonly doubled: number;
  /** Messages whose first entry came after one with a higher number. */
  readonly reordered: number;
  /** The entries in their order. */
  readonly order: readonly LogEntry[];
}

/** An entry, and what is the matter with it. */
export interface LogEntry {
  /** Its place among the entries of the batch, from 1. */
  readonly place: number;
  readonly n: number;
  readonly kind: 'next' | 'late' | 'again';
}

// #region count
/** Counts the numbers of a batch of `count`, in the order in which the log has them. */
export function countLog(numbers: readonly number[], count: number): LogCounts {
  const ledger = createLedger({ after: 0 });
  const order = numbers.map((n, index): LogEntry => {
    const came = ledger.receive(n);
    return { place: index + 1, n, kind: came === 'duplicate' ? 'again' : came === 'late' ? 'late' : 'next' };
  });
  const { received, duplicated, reordered } = ledger.counts();
  return { entries: numbers.length, lost: count - received, doubled: duplicated, reordered, order };
}
// #endregion count

/** The number of a message of a batch; `undefined` for any other event. */
export function numberOf({ type, data }: LabEvent): number | undefined {
  if (type !== 'note' || !isRecord(data)) return undefined;
  return typeof data.n === 'number' ? data.n : undefined;
}

/** All that the log has of a topic, asked for over polling. @throws {Error} (as a rejection) where it is not answered */
export async function readLog(url: string, topic: string, fetch: typeof globalThis.fetch): Promise<LabEvent[]> {
  const response = await fetch(`${url}/events?topic=${topic}&after=0&limit=1000`, { cache: 'no-store' });
  const answer: unknown = response.ok ? await response.json() : undefined;
  if (!isRecord(answer) || !Array.isArray(answer.events)) {
    throw new Error(`The log could not be read: the lab answered ${response.status}`);
  }
  return answer.events.map(decodeEvent);
}

/** Publishes the event that ends a run. @throws {Error} (as a rejection) */
export async function publishEnd(url: string, topic: string, fetch: typeof globalThis.fetch): Promise<void> {
  const body = JSON.stringify({ id: 'end', topic, type: 'end', data: null });
  const headers = { 'Content-Type': 'application/json' };
  const { ok, status } = await fetch(`${url}/events`, { method: 'POST', body, headers });
  if (!ok) throw new Error(`The end of the run could not be published: the lab answered ${status}`);
}
