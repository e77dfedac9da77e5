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
  #beganAt = 0;
  #at = 0;
  #previousAt = 0;
  /** How many of the bytes were there before the last `append`. */
  #settled = 0;

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
    return this.#at;
  }

  /** A view that holds until the next `append` or `cut`. */
  get bytes(): Uint8Array {
    return this.#buffer.subarray(this.#from, this.#to);
  }

  append(bytes: Uint8Array, at: number): void {
    if (this.length === 0) this.#beganAt = at;
    this.#settled = this.length;
    this.#previousAt = this.#settled === 0 ? at : this.#at;
    this.#at = at;
    this.#makeRoom(bytes.length);
    this.#buffer.set(bytes, this.#to);
    this.#to += bytes.length;
  }

  /** Copies the first bytes, without taking them off. */
  peek(length: number): Cut {
    return {
      start: this.#start,
      end: this.#start + length,
      bytes: this.#buffer.slice(this.#from, this.#from + length),
      beganAt: this.#beganAt,
      endedAt: length <= this.#settled ? this.#previousAt : this.#at,
    };
  }

  /** Takes the first bytes off. What remains began with the last `append`, or goes on if it was there before. */
  cut(length: number): Cut {
    const cut = this.peek(length);
    this.#from += length;
    this.#start += length;
    this.#beganAt = length < this.#settled ? this.#previousAt : this.#at;
    this.#settled = Math.max(0, this.#settled - length);
    if (this.#from === this.#to) this.#from = this.#to = 0;
    return cut;
  }

  /** Passes over bytes that are not known. Only where nothing is left on the strip. */
  skip(length: number): void {
    this.#start += length;
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
