/** A message that is to be delivered, as it lies in the store. */
export interface QueuedMessage {
  /** Its place: counts from 1 in its queue, without a hole. */
  readonly n: number;
  /** Made once, when it was written; every try carries it. */
  readonly id: string;
  /** What kind of event it becomes. */
  readonly type: string;
  readonly text: string;
  /** When it was written, in milliseconds since the epoch. */
  readonly createdAt: number;
  /** `failed`: the server has refused it for good, or it grew too old. It is kept to be shown, and not sent. */
  readonly state: 'waiting' | 'failed';
  /** Why it has failed. */
  readonly reason?: string;
}

/** What somebody writes. */
export type NewMessage = Pick<QueuedMessage, 'id' | 'type' | 'text' | 'createdAt'>;

/** What becomes of a message that is not delivered. */
export type Mark = { state: 'failed'; reason: string } | { state: 'waiting' };

/** All that a store holds, read in one piece. */
export interface StoredQueue {
  /** Where the messages go. */
  readonly topic: string;
  /** How many were ever written into this queue. */
  readonly written: number;
  /** The log that the first acknowledgement came from, once there was one. */
  readonly log?: string;
  /** In the order in which they were written. */
  readonly messages: readonly QueuedMessage[];
  /** What was typed and not yet written. */
  readonly draft: string;
}

/**
 * Why a store did not take something. `full`: as many as the queue may hold are waiting; `quota`: the disk, or what the
 * browser grants of it; `refused`: the browser keeps nothing for this page, as some private windows do; `version`: a newer
 * version of the page has changed the store; `closed`: it was closed.
 */
export type OutboxErrorCode = 'full' | 'quota' | 'refused' | 'version' | 'closed';

/** The store did not do what it was asked. The message is for readers. */
export class OutboxError extends Error {
  override readonly name = 'OutboxError';
  readonly code: OutboxErrorCode;

  constructor(code: OutboxErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Where a queue lies. */
export interface OutboxStore {
  /** `disk` survives a reload, `memory` does not. */
  readonly kind: 'disk' | 'memory';
  read(): Promise<StoredQueue>;
  /** Puts a message at the end, and takes the draft away, both or neither. @throws {OutboxError} */
  add(message: NewMessage): Promise<QueuedMessage>;
  /**
   * Removes a message that was delivered. Nothing happens where it is gone, also where a queue that was begun anew has
   * another one in its place: that one has another id.
   */
  remove(n: number, id: string): Promise<void>;
  /** Marks a message as failed, or lets it wait once more. With an id, nothing happens to another one in its place. */
  mark(n: number, mark: Mark, id?: string): Promise<void>;
  saveDraft(text: string): Promise<void>;
  saveLog(log: string): Promise<void>;
  /** Begins an empty queue with another topic. */
  clear(topic: string): Promise<void>;
  close(): void;
}
