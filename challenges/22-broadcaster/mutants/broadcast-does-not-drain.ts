// Mistake: A broadcast leaves what waits where it is, until somebody calls drain.
// Caught by: What waits keeps its order > broadcast drains first
export interface BroadcastClient {
  send: (text: string) => void;
  readonly bufferedAmount: number;
  close: (code: number, reason: string) => void;
}

export type OverflowPolicy = 'drop-oldest' | 'latest' | 'disconnect';

export interface BroadcasterOptions<T> {
  encode: (item: T) => string;
  highWaterBytes?: number;
  policy: OverflowPolicy;
}

export interface BroadcasterStats {
  sent: number;
  dropped: number;
  disconnected: number;
}

interface Message {
  text: string;
  bytes: number;
}

interface Reader {
  readonly client: BroadcastClient;
  queue: Message[];
  queuedBytes: number;
}

const TRY_AGAIN_LATER = 1013;
const utf8 = new TextEncoder();

export class Broadcaster<T> {
  readonly #encode: (item: T) => string;
  readonly #highWaterBytes: number;
  readonly #policy: OverflowPolicy;
  readonly #readers = new Set<Reader>();
  #sent = 0;
  #dropped = 0;
  #disconnected = 0;

  constructor({ encode, highWaterBytes = 65_536, policy }: BroadcasterOptions<T>) {
    if (typeof encode !== 'function')
      throw new TypeError(`Expected \`encode\` to be a function, got \`${String(encode)}\``);
    if (typeof highWaterBytes !== 'number') {
      throw new TypeError(`Expected \`highWaterBytes\` to be a number, got \`${String(highWaterBytes)}\``);
    }
    if (!Number.isFinite(highWaterBytes) || highWaterBytes < 1) {
      throw new RangeError(`Expected \`highWaterBytes\` to be finite and at least 1, got \`${highWaterBytes}\``);
    }
    if (typeof policy !== 'string') throw new TypeError(`Expected \`policy\` to be text, got \`${String(policy)}\``);
    if (!['drop-oldest', 'latest', 'disconnect'].includes(policy)) {
      throw new RangeError(`Expected \`policy\` to be drop-oldest, latest or disconnect, got \`${String(policy)}\``);
    }
    this.#encode = encode;
    this.#highWaterBytes = highWaterBytes;
    this.#policy = policy;
  }

  get stats(): BroadcasterStats {
    return { sent: this.#sent, dropped: this.#dropped, disconnected: this.#disconnected };
  }

  add(client: BroadcastClient): () => void {
    const reader: Reader = { client, queue: [], queuedBytes: 0 };
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  }

  broadcast(item: T): void {
    const text = this.#encode(item);
    const message = { text, bytes: utf8.encode(text).byteLength };
    for (const reader of this.#readers) {
      this.#offer(reader, message);
    }
  }

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

  #trim(reader: Reader): void {
    while (reader.queuedBytes > this.#highWaterBytes && reader.queue.length > 1) {
      reader.queuedBytes -= reader.queue.shift()?.bytes ?? 0;
      this.#dropped += 1;
    }
  }

  #fits({ client }: Reader, { bytes }: Message): boolean {
    return client.bufferedAmount === 0 || client.bufferedAmount + bytes <= this.#highWaterBytes;
  }

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
