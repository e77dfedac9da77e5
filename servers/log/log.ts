import type { Bounds, PublishRequest } from '../../lib/protocol/index.ts';

/** One event as the log keeps it: serialised once, however many readers it has. */
export interface LogEntry {
  readonly seq: number;
  /** The server's clock when it was appended, in milliseconds since the epoch. */
  readonly at: number;
  /** The whole event as JSON. */
  readonly json: string;
  /** The length of `json` in UTF-8 bytes. */
  readonly bytes: number;
}

/** How much {@link Log.read} returns at most. */
export interface ReadLimits {
  /** @default Infinity */
  maxEvents?: number;
  /** The first entry is returned whatever its size. @default Infinity */
  maxBytes?: number;
}

/**
 * The append-only log behind all transports: per topic, events with contiguous positions from 1.
 *
 * Appending is asynchronous, since a log on another machine has to be asked. Reading is not: a server reads what is here,
 * in the memory of this process, and is told when there is more. A log on Redis therefore follows the topics that are
 * watched and keeps their tail at hand, and five servers stay as they are.
 */
export interface Log {
  /** Which log this is: positions mean nothing in another. */
  readonly id: string;
  /**
   * Appends an event, or finds the one that the same id appended before.
   *
   * @throws {ProtocolError} `too-many-topics` when a new topic finds no room; `rate-limited` when no more ids can be
   * remembered
   */
  append(request: PublishRequest): Promise<{ seq: number; isRepeat: boolean }>;
  /** Makes a topic that is there before its first event. @throws {ProtocolError} `too-many-topics` */
  begin(topic: string): void;
  /** Appends an event of the lab's own, which nobody repeats: no id is kept. @throws as {@link Log.begin} */
  appendOwn(event: { topic: string; type: string; data: unknown }): number;
  /** Where a topic begins and ends. A topic that does not exist reads as empty. */
  bounds(topic: string): Bounds;
  /** The entries after a position, oldest first; none where nothing follows, or where the position cannot be served. */
  read(topic: string, after: number, limits?: ReadLimits): LogEntry[];
  /**
   * Calls back after each append to the topic, within the same turn. As long as somebody watches, the topic is not
   * forgotten.
   *
   * @returns its undo
   */
  watch(topic: string, onAppend: () => void): () => void;
  /** Releases timers; may be called twice. */
  close(): void;
}

/**
 * Where reading begins: at a position that can be served, or with a reset.
 *
 * @param after the last `seq` seen, if any
 * @param log the log that `after` belongs to, if the reader said so
 */
export function locate(
  bounds: Bounds,
  { after, log }: { after?: number | undefined; log?: string | undefined },
): { after: number; isReset: boolean } {
  if (after === undefined) return { after: bounds.newest, isReset: false };
  const isServed = (log === undefined || log === bounds.log) && after >= bounds.oldest - 1 && after <= bounds.newest;
  return isServed ? { after, isReset: false } : { after: bounds.newest, isReset: true };
}
