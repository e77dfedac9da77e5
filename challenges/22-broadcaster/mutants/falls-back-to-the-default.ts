// Mistake: A mark that is negative or NaN is replaced by the default in silence.
// Caught by: Wrong options are refused > by the constructor
/** What a broadcaster needs of a client; a WebSocket has it. */
export interface BroadcastClient {
  send: (text: string) => void;
  /** Bytes that were handed to the client and are not on their way yet. */
  readonly bufferedAmount: number;
  close: (code: number, reason: string) => void;
}

/** What happens to a message that a client has no room for. */
export type OverflowPolicy = 'drop-oldest' | 'latest' | 'disconnect';

/** What a broadcaster is made from. */
export interface BroadcasterOptions<T> {
  /** Makes the text that is sent. */
  encode: (item: T) => string;
  /**
   * How many bytes may wait in a client, and how many in its queue here.
   * @default 65536
   */
  highWaterBytes?: number;
  policy: OverflowPolicy;
}

/** What has happened so far, over all clients. */
export interface BroadcasterStats {
  sent: number;
  dropped: number;
  disconnected: number;
}

interface Message {
  text: string;
  bytes: number;
}

/** A client, and what waits for it. */
interface Reader {
  readonly client: BroadcastClient;
  queue: Message[];
  queuedBytes: number;
}

const TRY_AGAIN_LATER = 1013;
const utf8 = new TextEncoder();

/** Sends messages to many clients, none of which may hold up another. */
export class Broadcaster<T> {
  readonly #encode: (item: T) => string;
  readonly #highWaterBytes: number;
  readonly #policy: OverflowPolicy;
  /** A Set may lose members while it is gone through, which is what happens when a `send` throws. */
  readonly #readers = new Set<Reader>();
  #sent = 0;
  #dropped = 0;
  #disconnected = 0;

  /**
   * @throws RangeError where the policy is unknown
   * @throws TypeError where an option is of the wrong type
   */
  constructor({ encode, highWaterBytes = 65_536, policy }: BroadcasterOptions<T>) {
    if (typeof encode !== 'function')
      throw new TypeError(`Expected \`encode\` to be a function, got \`${String(encode)}\``);
    if (typeof highWaterBytes !== 'number') {
      throw new TypeError(`Expected \`highWaterBytes\` to be a number, got \`${String(highWaterBytes)}\``);
    }
    if (typeof policy !== 'string') throw new TypeError(`Expected \`policy\` to be text, got \`${String(policy)}\``);
    if (!['drop-oldest', 'latest', 'disconnect'].includes(policy)) {
      throw new RangeError(`Expected \`policy\` to be drop-oldest, latest or disconnect, got \`${String(policy)}\``);
    }
    this.#encode = encode;
    this.#highWaterBytes = highWaterBytes >= 1 ? highWaterBytes : 65_536;
    this.#policy = policy;
  }

  get stats(): BroadcasterStats {
    return { sent: this.#sent, dropped: this.#dropped, disconnected: this.#disconnected };
  }

  /** Takes a client in. Returns a function that takes it out again. */
  add(client: BroadcastClient): () => void {
    const reader: Reader = { client, queue: [], queuedBytes: 0 };
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  }

  /** Sends an item to every client, or does with it what the policy says. */
  broadcast(item: T): void {
    const text = this.#encode(item);
    const message = { text, bytes: utf8.encode(text).byteLength };
    for (const reader of this.#readers) {
      this.#drain(reader);
      if (this.#readers.has(reader)) this.#offer(reader, message);
    }
  }

  /** Sends what waits and fits now. */
  drain(): void {
    for (const reader of this.#readers) this.#drain(reader);
  }

  #drain(reader: Reader): void {
    for (let [first] = reader.queue; first !== undefined && this.#fits(reader, first); [first] = reader.queue) {
      reader.queue.shift();
      reader.queuedBytes -= first.bytes;
      if (!this.#send(reader, first)) return;
    }
  }

  #offer(reader: Reader, message: Message): void {
    if (reader.queue.length === 0 && this.#fits(reader, message)) {
      this.#send(reader, message);
    } else if (this.#policy === 'disconnect') {
      this.#readers.delete(reader);
      this.#disconnected += 1;
      try {
        reader.client.close(TRY_AGAIN_LATER, 'too slow');
      } catch {}
    } else if (this.#policy === 'latest') {
      this.#dropped += reader.queue.length;
      reader.queue = [message];
      reader.queuedBytes = message.bytes;
    } else {
      reader.queue.push(message);
      reader.queuedBytes += message.bytes;
      this.#trim(reader);
    }
  }

  /** Drops from the front until the rest is within the mark. The newest stays, also where it is over the mark alone. */
  #trim(reader: Reader): void {
    while (reader.queuedBytes > this.#highWaterBytes && reader.queue.length > 1) {
      reader.queuedBytes -= reader.queue.shift()?.bytes ?? 0;
      this.#dropped += 1;
    }
  }

  /**
   * Read anew for every message, since every `send` changes it. An idle client takes anything, or a large item would
   * never leave.
   */
  #fits({ client }: Reader, { bytes }: Message): boolean {
    return client.bufferedAmount === 0 || client.bufferedAmount + bytes <= this.#highWaterBytes;
  }

  /** Says whether it went well. Who throws is out, without `close`: there is nobody left to tell. */
  #send(reader: Reader, { text }: Message): boolean {
    try {
      reader.client.send(text);
    } catch {
      this.#readers.delete(reader);
      this.#disconnected += 1;
      return false;
    }
    this.#sent += 1;
    return true;
  }
}
