import type { LogEntry } from './log.ts';

/** How long the id of a publish is remembered at least, in milliseconds: the time in which a client may repeat it. */
export const ID_MEMORY_MS = 10 * 60_000;

/** What a topic keeps at most. */
export interface Retention {
  events: number;
  ageMs: number;
  bytes: number;
}

interface Remembered {
  seq: number;
  at: number;
}

/** One topic of the memory log: a queue of entries that is cut at its old end, and the ids of its publishes. */
export class Topic {
  newest = 0;
  bytes = 0;
  /** When it was last appended to, read or left by a reader. */
  usedAt: number;
  /** Ids in the order of their events, so that the oldest are found at the front. */
  readonly #ids = new Map<string, Remembered>();
  /** Entries from `#head` on are kept; what lies before has been given up and is cut off now and then. */
  #entries: LogEntry[] = [];
  #head = 0;

  constructor(now: number) {
    this.usedAt = now;
  }

  get size(): number {
    return this.#entries.length - this.#head;
  }

  get oldest(): number {
    return this.newest - this.size + 1;
  }

  get idCount(): number {
    return this.#ids.size;
  }

  seqOf(id: string): number | undefined {
    return this.#ids.get(id)?.seq;
  }

  append(entry: LogEntry, id?: string): void {
    this.#entries.push(entry);
    this.newest = entry.seq;
    this.bytes += entry.bytes;
    if (id !== undefined) this.#ids.set(id, { seq: entry.seq, at: entry.at });
  }

  /** The entries after `after`, which must be a position that is served. */
  read(after: number, maxEvents: number, maxBytes: number): LogEntry[] {
    const first = this.#head + (after - this.oldest + 1);
    let end = first;
    let bytes = 0;
    while (end < this.#entries.length && end - first < maxEvents) {
      bytes += this.#entries[end]?.bytes ?? 0;
      if (bytes > maxBytes && end > first) break;
      end++;
    }
    return this.#entries.slice(first, end);
  }

  /** Gives up the oldest entry. @returns its bytes */
  shift(): number {
    const bytes = this.#entries[this.#head]?.bytes ?? 0;
    this.#head++;
    this.bytes -= bytes;
    // Cutting a long array costs its length, so it waits until half of it is dead.
    if (this.#head > 512 && this.#head * 2 > this.#entries.length) {
      this.#entries = this.#entries.slice(this.#head);
      this.#head = 0;
    } else {
      // The text is released now; only its place in the array stays.
      this.#entries[this.#head - 1] = GIVEN_UP;
    }
    return bytes;
  }

  /** Gives up what is over the retention. @returns the bytes given up */
  expire(now: number, { events, ageMs, bytes }: Retention): number {
    let freed = 0;
    while (this.size > 0 && (this.size > events || this.bytes > bytes || this.#oldestAt() <= now - ageMs)) {
      freed += this.shift();
    }
    return freed;
  }

  /** Forgets the ids of events that are no longer kept and whose ten minutes are over. @returns how many */
  forgetIds(now: number): number {
    let forgotten = 0;
    for (const [id, { seq, at }] of this.#ids) {
      if (seq >= this.oldest || at > now - ID_MEMORY_MS) break;
      this.#ids.delete(id);
      forgotten++;
    }
    return forgotten;
  }

  #oldestAt(): number {
    return this.#entries[this.#head]?.at ?? Number.POSITIVE_INFINITY;
  }
}

const GIVEN_UP: LogEntry = { seq: 0, at: 0, json: '', bytes: 0 };
