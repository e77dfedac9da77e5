/** Bytes that were cut off a {@link Strip}, with where they lay and when they went. */
export interface Cut {
  readonly start: number;
  readonly end: number;
  readonly bytes: Uint8Array;
  readonly beganAt: number;
  readonly endedAt: number;
}

/**
 * The bytes of one direction that belong to no entry yet. It grows by doubling and gives room back when it is cut, so that
 * bytes that come one at a time cost no more than bytes that come together.
 */
export class Strip {
  #buffer = new Uint8Array(512);
  #from = 0;
  #to = 0;
  #start: number;
  /** When the bytes up to an offset of the direction went, in order. */
  #times: { upTo: number; readonly at: number }[] = [];

  /** @param start Offset of the first byte in its direction of the connection. */
  constructor(start: number) {
    this.#start = start;
  }

  /** Offset of the first byte in its direction. */
  get start(): number {
    return this.#start;
  }

  get length(): number {
    return this.#to - this.#from;
  }

  /** When the last bytes went. */
  get at(): number {
    return this.#times.at(-1)?.at ?? 0;
  }

  /** A view that holds until the next `append` or `cut`. */
  get bytes(): Uint8Array {
    return this.#buffer.subarray(this.#from, this.#to);
  }

  append(bytes: Uint8Array, at: number): void {
    this.#makeRoom(bytes.length);
    this.#buffer.set(bytes, this.#to);
    this.#to += bytes.length;
    const upTo = this.#start + this.length;
    const last = this.#times.at(-1);
    if (last?.at === at) last.upTo = upTo;
    else this.#times.push({ upTo, at });
  }

  /** Copies the first bytes, without taking them off. */
  peek(length: number): Cut {
    const end = this.#start + length;
    let last = this.#times.length - 1;
    while ((this.#times[last - 1]?.upTo ?? 0) >= end) last--;
    return {
      start: this.#start,
      end,
      bytes: this.#buffer.slice(this.#from, this.#from + length),
      beganAt: this.#times[0]?.at ?? 0,
      endedAt: this.#times[last]?.at ?? 0,
    };
  }

  /** Takes the first bytes off. */
  cut(length: number): Cut {
    const cut = this.peek(length);
    this.#from += length;
    this.#start += length;
    const over = this.#times.findIndex(({ upTo }) => upTo > this.#start);
    this.#times.splice(0, over === -1 ? this.#times.length : over);
    if (this.#from === this.#to) this.#from = this.#to = 0;
    return cut;
  }

  #makeRoom(more: number): void {
    const { length } = this;
    if (this.#to + more <= this.#buffer.length) return;
    const size = Math.max(512, (length + more) * 2);
    const buffer = size > this.#buffer.length || size < this.#buffer.length / 4 ? new Uint8Array(size) : this.#buffer;
    if (buffer === this.#buffer) buffer.copyWithin(0, this.#from, this.#to);
    else buffer.set(this.bytes);
    this.#buffer = buffer;
    this.#from = 0;
    this.#to = length;
  }
}
