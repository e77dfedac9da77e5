import { setTimeout } from 'node:timers/promises';
import type { Bounds, Reset } from '../lib/protocol/index.ts';
import type { Context } from './context.ts';
import type { LogEntry } from './log/log.ts';
import { type Taker, watchStalls } from './stall.ts';

/** While less than this waits in a reader's socket, the pump goes on writing. */
export const HIGH_WATER_BYTES = 256 * 1024;

/** How much is encoded and written in one piece. */
const CHUNK_BYTES = 64 * 1024;

/** How many bytes of pieces are kept for readers at the same position, in all channels together. */
const CACHED_BYTES = 4 * 1024 * 1024;

/** How often it is looked whether readers have taken everything, in milliseconds. */
const SETTLE_CHECK_MS = 5;

/** A connection, as the pump sees it: something that takes pieces of a stream at its own pace. */
export interface Sink<Encoded> extends Taker {
  write(piece: Encoded): void;
  /** Tells the reader that it missed something. */
  reset(reset: Reset): void;
}

/** One reader of one topic. */
export interface Subscription<Encoded> {
  readonly topic: string;
  readonly sink: Sink<Encoded>;
  /** The last position that was written. */
  after: number;
  /** Whether there is more for this reader than its socket had room for. */
  isBehind: boolean;
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
  /** Fulfils when every reader has taken everything that there is, or when the time is over. */
  settle(atMostMs: number): Promise<void>;
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
  piecesBytes: number;
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
export function createPump<Encoded>(
  { log, timing }: Pick<Context, 'log' | 'timing'>,
  encode: (entries: readonly LogEntry[]) => Encoded,
): Pump<Encoded> {
  const channels = new Map<string, Channel<Encoded>>();
  let cachedBytes = 0;
  let scheduled: NodeJS.Immediate | undefined;
  /** Stops looking for readers that take nothing; there while there is a channel. */
  let stopWatch: (() => void) | undefined;

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
      forgetPieces(channel);
      const bounds = log.bounds(channel.topic);
      for (const reader of channel.readers) move(channel, reader, bounds);
    }
  }

  /** Writes to one reader until it has everything or has had enough. Also a reset waits until there is room for it. */
  function move(channel: Channel<Encoded>, reader: Subscription<Encoded>, { oldest, newest }: Bounds): void {
    while (reader.after < newest && reader.sink.waitingBytes() < HIGH_WATER_BYTES) {
      if (reader.after < oldest - 1) {
        reader.after = newest;
        reader.sink.reset({ topic: channel.topic, oldest, newest });
        return;
      }
      const piece = pieceAfter(channel, reader.after);
      if (piece === undefined) return;
      reader.after = piece.last;
      reader.sink.write(piece.encoded);
    }
    reader.isBehind = reader.after < newest;
  }
  // #endregion flush

  function pieceAfter(channel: Channel<Encoded>, after: number): Piece<Encoded> | undefined {
    const made = channel.pieces.get(after);
    if (made !== undefined) return made;
    const entries = log.read(channel.topic, after, { maxBytes: CHUNK_BYTES });
    if (entries.length === 0) return undefined;
    const piece = { encoded: encode(entries), last: after + entries.length };
    const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
    if (cachedBytes + bytes > CACHED_BYTES) for (const each of channels.values()) forgetPieces(each);
    channel.pieces.set(after, piece);
    channel.piecesBytes += bytes;
    cachedBytes += bytes;
    return piece;
  }

  function forgetPieces(channel: Channel<Encoded>): void {
    channel.pieces.clear();
    cachedBytes -= channel.piecesBytes;
    channel.piecesBytes = 0;
  }

  function openChannel(topic: string): Channel<Encoded> {
    const channel: Channel<Encoded> = {
      topic,
      readers: new Set(),
      pieces: new Map(),
      piecesBytes: 0,
      unwatch: log.watch(topic, () => onAppend(channel)),
      isDue: false,
    };
    channels.set(topic, channel);
    stopWatch ??= watchStalls(takers, timing);
    return channel;
  }

  function closeChannel(channel: Channel<Encoded>): void {
    channel.unwatch();
    forgetPieces(channel);
    channels.delete(channel.topic);
    if (channels.size > 0) return;
    stopWatch?.();
    stopWatch = undefined;
  }

  function isSettled(): boolean {
    for (const { topic, readers } of channels.values()) {
      const { newest } = log.bounds(topic);
      for (const { after, sink } of readers) if (after < newest || sink.waitingBytes() > 0) return false;
    }
    return true;
  }

  function* takers(): Iterable<[Sink<Encoded>, Sink<Encoded>]> {
    for (const { readers } of channels.values()) for (const { sink } of readers) yield [sink, sink];
  }

  return {
    add(topic, after, sink) {
      const channel = channels.get(topic) ?? openChannel(topic);
      // The channel's own string: a reader would otherwise keep the one that it was parsed from.
      const reader = { topic: channel.topic, after, sink, isBehind: false };
      channel.readers.add(reader);
      move(channel, reader, log.bounds(channel.topic));
      return reader;
    },
    remove(reader) {
      const channel = channels.get(reader.topic);
      if (!channel?.readers.delete(reader) || channel.readers.size > 0) return;
      closeChannel(channel);
    },
    resume(reader) {
      if (!reader.isBehind) return;
      const channel = channels.get(reader.topic);
      if (channel?.readers.has(reader)) move(channel, reader, log.bounds(channel.topic));
    },
    flush,
    async settle(atMostMs) {
      flush();
      const until = performance.now() + atMostMs;
      while (!isSettled() && performance.now() < until) await setTimeout(SETTLE_CHECK_MS);
    },
    close() {
      clearImmediate(scheduled);
      for (const channel of channels.values()) closeChannel(channel);
    },
  };
}
