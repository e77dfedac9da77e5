/**
 * A table of numbers with a fixed number of rows: the newest row takes the place of the oldest. All memory is taken when
 * it is made, so an hour costs what a second does.
 *
 * Rows are addressed by an index that counts on for ever; {@link Ring.first} and {@link Ring.next} say which are kept.
 */
export interface Ring<Column extends string> {
  readonly capacity: number;
  /** The index of the oldest row kept. */
  readonly first: number;
  /** The index that the next row gets: how many were ever added. */
  readonly next: number;
  /** Adds a row and returns its index; columns that are not named are `NaN`. */
  push(row: Readonly<Partial<Record<Column, number>>>): number;
  /** A number of a row, `NaN` where it was never set or is no longer kept. */
  get(column: Column, index: number): number;
  /**
   * Reads one column without asking whether the row is still kept: for loops from `first` to `next` that read some ten
   * thousand numbers in a frame.
   */
  readonly read: Readonly<Record<Column, (index: number) => number>>;
  /** Changes a number of a row that is still kept; says whether it was. */
  set(column: Column, index: number, value: number): boolean;
  /** The first index whose `column` is `value` or more, in a column that never falls; `next` where none is. */
  search(column: Column, value: number): number;
  clear(): void;
}

/**
 * Makes a {@link Ring}.
 *
 * @param capacity - how many rows are kept: a power of two
 */
export function createRing<Column extends string>(capacity: number, names: readonly Column[]): Ring<Column> {
  if (capacity < 1 || (capacity & (capacity - 1)) !== 0) {
    throw new RangeError(`Expected \`capacity\` to be a power of two, got ${capacity}`);
  }
  const mask = capacity - 1;
  const columns = new Map(names.map((name) => [name, new Float64Array(capacity).fill(Number.NaN)]));
  let first = 0;
  let next = 0;

  const read = {} as Record<Column, (index: number) => number>;
  for (const [name, column] of columns) read[name] = (index) => column[index & mask] ?? Number.NaN;

  const kept = (index: number): boolean => index >= first && index < next;
  return {
    capacity,
    get first() {
      return first;
    },
    get next() {
      return next;
    },
    push(row) {
      const slot = next & mask;
      for (const [name, column] of columns) column[slot] = row[name] ?? Number.NaN;
      next++;
      if (next - first > capacity) first = next - capacity;
      return next - 1;
    },
    read,
    get: (name, index) => (kept(index) ? (columns.get(name)?.[index & mask] ?? Number.NaN) : Number.NaN),
    set(name, index, value) {
      const column = columns.get(name);
      if (!kept(index) || !column) return false;
      column[index & mask] = value;
      return true;
    },
    search(name, value) {
      const column = columns.get(name);
      let low = first;
      let high = next;
      while (column && low < high) {
        const middle = low + Math.floor((high - low) / 2);
        if ((column[middle & mask] ?? Number.NaN) < value) low = middle + 1;
        else high = middle;
      }
      return low;
    },
    clear() {
      first = next;
    },
  };
}
