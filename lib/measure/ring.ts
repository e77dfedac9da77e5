/** The last numbers of a series, in a fixed amount of memory: the oldest goes when a new one finds no room. */
export interface Ring {
  /** How many numbers are held, at most the capacity. */
  readonly length: number;
  push(value: number): void;
  /** The number at `index`, 0 being the oldest held; `undefined` outside. */
  at(index: number): number | undefined;
  /** Copies what is held, oldest first: what a sparkline draws. */
  toArray(): number[];
  clear(): void;
}

/**
 * Makes a ring of `capacity` numbers.
 *
 * @throws {RangeError} when `capacity` is no whole number from 1
 */
export function createRing(capacity: number): Ring {
  if (!Number.isSafeInteger(capacity) || capacity < 1) {
    throw new RangeError(`Expected \`capacity\` to be a whole number from 1, got ${capacity}`);
  }
  const values = new Float64Array(capacity);
  let start = 0;
  let length = 0;

  const at = (index: number) => (index >= 0 && index < length ? values[(start + index) % capacity] : undefined);

  return {
    get length() {
      return length;
    },
    push(value) {
      values[(start + length) % capacity] = value;
      if (length < capacity) length++;
      else start = (start + 1) % capacity;
    },
    at,
    toArray: () => Array.from({ length }, (_, index) => at(index) ?? Number.NaN),
    clear() {
      start = 0;
      length = 0;
    },
  };
}
