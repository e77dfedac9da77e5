import { bytesOfRow, type Row } from './row.ts';

/** The rows of a capture, bounded in number and in bytes: the oldest go first. */
export interface KeptRows {
  readonly rows: readonly Row[];
  /** What the bounds have pushed out. */
  readonly dropped: { readonly rows: number; readonly bytes: number };
  add(row: Row): void;
  clear(): void;
}

/** How much is kept. */
export interface RowLimits {
  maxRows: number;
  maxBytes: number;
}

/** Keeps rows up to a bound. The newest row is always kept. */
export function keepRows({ maxRows, maxBytes }: RowLimits): KeptRows {
  let queue: Row[] = [];
  let first = 0;
  let bytes = 0;
  let dropped = { rows: 0, bytes: 0 };
  /** The list that was last asked for, until something changes. */
  let listed: readonly Row[] | undefined;

  return {
    get rows() {
      listed ??= queue.slice(first);
      return listed;
    },
    get dropped() {
      return dropped;
    },
    add(row) {
      listed = undefined;
      queue.push(row);
      bytes += bytesOfKept(row);
      while (queue.length - first > maxRows || (bytes > maxBytes && queue.length - first > 1)) {
        const oldest = queue[first++];
        if (!oldest) break;
        bytes -= bytesOfKept(oldest);
        dropped = { rows: dropped.rows + 1, bytes: dropped.bytes + bytesOfRow(oldest) };
      }
      // Taking the first off an array moves all others; done once in a thousand rows it costs nothing.
      if (first > 1_000) {
        queue = queue.slice(first);
        first = 0;
      }
    },
    clear() {
      queue = [];
      first = bytes = 0;
      dropped = { rows: 0, bytes: 0 };
      listed = undefined;
    },
  };
}

/** What a row holds in memory: a gap stands for bytes that nobody has. */
const bytesOfKept = (row: Row): number => (row.kind === 'gap' ? 0 : bytesOfRow(row));
