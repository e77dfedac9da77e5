/** A line of a diff: in both texts, in the expected one only, or in the actual one only. */
export interface DiffLine {
  kind: 'same' | 'expected' | 'actual';
  text: string;
  /** Its place in the diff, from 0. */
  number: number;
}

type Line = Omit<DiffLine, 'number'>;

/** Texts of more lines together than this are shown one after the other: the table would grow with their product. */
const MAX_PRODUCT = 1_000_000;

/** The lines of two texts, those that they share once, in an order that keeps both. */
export function diffLines(expected: string, actual: string): DiffLine[] {
  const a = expected.split('\n');
  const b = actual.split('\n');
  const { head, tail } = sharedEnds(a, b);
  const middle = diffMiddle(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  const lines = [...same(a.slice(0, head)), ...middle, ...same(a.slice(a.length - tail))];
  return lines.map((line, number) => ({ ...line, number }));
}

/** How many lines both texts begin and end with. */
function sharedEnds(a: readonly string[], b: readonly string[]): { head: number; tail: number } {
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  return { head, tail };
}

/** By the longest common subsequence of lines. */
function diffMiddle(a: readonly string[], b: readonly string[]): Line[] {
  if (a.length * b.length > MAX_PRODUCT) return [...only('expected', a), ...only('actual', b)];
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] =
        a[i] === b[j]
          ? at(longest, (i + 1) * width + j + 1) + 1
          : Math.max(at(longest, (i + 1) * width + j), at(longest, i * width + j + 1));
    }
  }
  const lines: Line[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      lines.push({ kind: 'same', text: a[i] ?? '' });
      i += 1;
      j += 1;
    } else if (at(longest, (i + 1) * width + j) >= at(longest, i * width + j + 1)) {
      lines.push({ kind: 'expected', text: a[i] ?? '' });
      i += 1;
    } else {
      lines.push({ kind: 'actual', text: b[j] ?? '' });
      j += 1;
    }
  }
  return [...lines, ...only('expected', a.slice(i)), ...only('actual', b.slice(j))];
}

const at = (table: Uint32Array, index: number): number => table[index] ?? 0;

const same = (lines: readonly string[]): Line[] => only('same', lines);

const only = (kind: DiffLine['kind'], lines: readonly string[]): Line[] => lines.map((text) => ({ kind, text }));
