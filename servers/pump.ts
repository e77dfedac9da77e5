import type { Bounds, Reset } from '../lib/protocol/index.ts';
import type { Log, LogEntry } from './log/log.ts';

/** While less than this waits in a reader's socket, the pump goes on writing. */
export const HIGH_WATER_BYTES = 256 * 1024;

/** How much is encoded and written in one piece. */
const CHUNK_BYTES = 64 * 1024;

/** How many pieces are kept for readers at the same position. */
const CACHED_CHUNKS = 8;

/** After how long without taking anything a reader is cut off, and how often that is looked at, in milliseconds. */
export const STALL_MS = 30_000;
const STALL_CHECK_MS = 5_000;

/** A connection, as the pump sees it: something that takes pieces of a stream at its own pace. */
export interface Sink<Encoded> {
  /** How many bytes wait in this process to be taken. */
  waitingBytes(): number;
  /** A number that changes whenever some of them have been taken. */
  progress(): number;
  write(piece: Encoded): void;
  /** Tells the reader that it missed something. */
  reset(reset: Reset): void;
  /** Ends a connection that takes nothing. */
  cut(): void;
}

/** One reader of one topic. */
export interface Subscription<Encoded> {
  readonly topic: string;
  readonly sink: Sink<Encoded>;
  /** The last position that was written. */
  after: number;
}

/** Moves entries from the log into sockets. */
export interface Pump<Encoded> {
  /** Begins to deliver what comes after a position. What is there already is written at once. */
  add(topic: string, after: number, sink: Sink<Encoded>): Subscription<Encoded>;
  remove(subscription: Subscription<Encoded>): void;
  /** Goes on with a reader whose socket has room again. */
  resume(subscription: Subscription<Encoded>): void;
  /** Writes what this turn of the event loop has brought, without waiting for its end. */
  flush(): void;
  /** Releases what the pump holds; may be called twice. */
  close(): void;
}

interface Piece<Encoded> {
  encoded: Encoded;
  last: number;
}

interface Channel<Encoded> {
  readonly topic: string;
  readonly readers: Set<Subscription<Encoded>>;
  /** The pieces last made, by the position that they follow. */
  readonly pieces: Map<number, Piece<Encoded>>;
  readonly unwatch: () => void;
  isDue: boolean;
}

/**
 * Makes a pump for one transport.
 *
 * Readers of a topic are mostly at the same position. So what a turn of the event loop appended is encoded once, as one
 * piece, and each reader costs one write, however many events the turn brought. Who is slow is written to no further: its
 * position stays behind, and nothing but that number is kept for it.
 *
 * @param encode makes the transport's bytes of some entries
 */
export function createPump<Encoded>(log: Log, encode: (entries: readonly LogEntry[]) => Encoded): Pump<Encoded> {
  const channels = new Map<string, Channel<Encoded>>();
  const stalled = new WeakMap<Sink<Encoded>, { progress: number; since: number }>();
  let scheduled: NodeJS.Immediate | undefined;
  const stallTimer = setInterval(cutStalled, STALL_CHECK_MS);
  stallTimer.unref();

  // #region flush
  function onAppend(channel: Channel<Encoded>): void {
    channel.isDue = true;
    scheduled ??= setImmediate(flush);
  }

  function flush(): void {
    clearImmediate(scheduled);
    scheduled = undefined;
    for (const channel of channels.values()) {
      if (!channel.isDue) continue;
      channel.isDue = false;
      channel.pieces.clear();
      const bounds = log.bounds(channel.topic);
      for (const reader of channel.readers) move(channel, reader, bounds);
    }
  }

  /** Writes to one reader until it has everything or has had enough. */
  function move(channel: Channel<Encoded>, reader: Subscription<Encoded>, { oldest, newest }: Bounds): void {
    if (reader.after < oldest - 1) {
      reader.after = newest;
      reader.sink.reset({ topic: channel.topic, oldest, newest });
    }
    while (reader.after < newest && reader.sink.waitingBytes() < HIGH_WATER_BYTES) {
      const piece = pieceAfter(channel, reader.after);
      if (piece === undefined) return;
      reader.after = piece.last;
      reader.sink.write(piece.encoded);
    }
  }
  // #endregion flush

  function pieceAfter(channel: Channel<Encoded>, after: number): Piece<Encoded> | undefined {
    const made = channel.pieces.get(after);
    if (made !== undefined) return made;
    const entries = log.read(channel.topic, after, { maxBytes: CHUNK_BYTES });
    if (entries.length === 0) return undefined;
    const piece = { encoded: encode(entries), last: after + entries.length };
    if (channel.pieces.size >= CACHED_CHUNKS) channel.pieces.clear();
    channel.pieces.set(after, piece);
    return piece;
  }

  function openChannel(topic: string): Channel<Encoded> {
    const channel: Channel<Encoded> = {
      topic,
      readers: new Set(),
      pieces: new Map(),
      unwatch: log.watch(topic, () => onAppend(channel)),
      isDue: false,
    };
    channels.set(topic, channel);
    return channel;
  }

  function cutStalled(): void {
    const now = performance.now();
    for (const { readers } of channels.values()) {
      for (const { sink } of readers) {
        if (sink.waitingBytes() === 0) {
          stalled.delete(sink);
          continue;
        }
        const progress = sink.progress();
        const seen = stalled.get(sink);
        if (seen?.progress !== progress) stalled.set(sink, { progress, since: now });
        else if (now - seen.since >= STALL_MS) sink.cut();
      }
    }
  }

  return {
    add(topic, after, sink) {
      const channel = channels.get(topic) ?? openChannel(topic);
      // The channel's own string: a reader would otherwise keep the one that it was parsed from.
      const reader = { topic: channel.topic, after, sink };
      channel.readers.add(reader);
      move(channel, reader, log.bounds(channel.topic));
      return reader;
    },
    remove(reader) {
      const channel = channels.get(reader.topic);
      if (!channel?.readers.delete(reader) || channel.readers.size > 0) return;
      channel.unwatch();
      channels.delete(reader.topic);
    },
    resume(reader) {
      const channel = channels.get(reader.topic);
      if (channel?.readers.has(reader)) move(channel, reader, log.bounds(channel.topic));
    },
    flush,
    close() {
      clearImmediate(scheduled);
      clearInterval(stallTimer);
      for (const channel of channels.values()) channel.unwatch();
      channels.clear();
    },
  };
}
