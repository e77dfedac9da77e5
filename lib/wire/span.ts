import type { Direction } from '../protocol/index.ts';
import type { Content } from './content.ts';

/** What a byte belongs to, from the outside in. `undecodable` is what no rule explains. */
export type LayerName =
  'http' | 'sse' | 'websocket' | 'engine-io' | 'socket-io' | 'json' | 'text' | 'binary' | 'undecodable';

/**
 * Whether bytes are what the application handed over (an HTTP body, the value of `data:`, the application data of a
 * frame without Engine.IO's and Socket.IO's marks) or what a transport added to get it there.
 */
export type Role = 'payload' | 'overhead';

/** The name of a field in the dictionary, `<layer>.<field>`: `websocket.masking-key`. */
export type FieldId = `${LayerName}.${string}`;

/**
 * A run of bytes with one meaning. The spans of a stream are in order, do not overlap, and leave no byte out: their
 * lengths add up to what went over the connection.
 */
export interface Span {
  /** Offset of the first byte in its direction of the connection. */
  readonly start: number;
  /** Offset after the last byte. */
  readonly end: number;
  readonly layer: LayerName;
  readonly role: Role;
  readonly field: FieldId;
  /** What the bytes mean where they do not say it themselves: `258 bytes`, `text`, `unmasked: {"op":…`. */
  readonly value?: string;
  /** The fields smaller than a byte, most significant first. Their widths add up to the span's bits. */
  readonly bits?: readonly Bits[];
}

/** A field of some bits. */
export interface Bits {
  readonly field: FieldId;
  /** In bits. */
  readonly width: number;
  readonly value: number;
  /** What the value means: `text`, `yes`. */
  readonly means: string;
}

/** One layer of an entry, unfolded: its fields by name, and what it holds. */
export interface Layer {
  readonly name: LayerName;
  /** One line: `text frame, final`, `EVENT in /`, `200 OK`. */
  readonly title: string;
  readonly facts: readonly Fact[];
  /** What this layer carries after it was put together, unmasked and inflated. */
  readonly content?: Content;
  /**
   * The meaning of each byte of `content`, in its offsets, where those were not on the wire as such (inflated): the spans
   * of the entry can then say no more of them than that they were compressed.
   */
  readonly inner?: readonly Span[];
}

/** A field of a layer with its value as text. */
export interface Fact {
  readonly field: FieldId;
  readonly value: string;
}

/** What an entry is, for filters. */
export type EntryKind =
  | 'request'
  | 'response'
  /** An event of an event stream, or a comment in one. */
  | 'event'
  /** A data frame of a WebSocket, continuations included. */
  | 'frame'
  /** A ping, pong or close frame. */
  | 'control'
  | 'undecodable'
  /** Bytes that the capture has dropped: `start` to `end` are known to have gone, and no more. */
  | 'gap';

/** What an entry tells of the lab, to find it by: the events it brings, the publish it makes or answers. */
export interface Mentions {
  readonly topics?: readonly string[];
  readonly seqs?: readonly number[];
  readonly publishIds?: readonly string[];
}

/** One thing that went over a connection: a request, an answer, an event, a frame. Entries partition a stream too. */
export interface Entry {
  /** 0, 1, 2 … in the connection, in the order in which they were complete. */
  readonly index: number;
  readonly direction: Direction;
  readonly kind: EntryKind;
  readonly start: number;
  readonly end: number;
  /** When its first and its last byte went, on the server's clock in ms. */
  readonly beganAt: number;
  readonly endedAt: number;
  /** One line for a list: `GET /events?topic=ticker`, `text`, `ping`. */
  readonly title: string;
  /** The bytes as they were on the socket, `end - start` of them; none for a gap. */
  readonly bytes: Uint8Array;
  /** Exactly `start` to `end`; none for a gap. */
  readonly spans: readonly Span[];
  /** From the outside in. */
  readonly layers: readonly Layer[];
  readonly mentions: Mentions;
  /** False for what has begun and waits for the rest. */
  readonly complete: boolean;
  /** What is wrong with it, for people; with its span marked `undecodable`. */
  readonly problem?: string;
}

/** An entry as a decoder of one stream makes it: the connection adds the rest. */
export type EntryDraft = Omit<Entry, 'index' | 'direction'>;
