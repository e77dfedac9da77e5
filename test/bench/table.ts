/** One figure of two subjects that were measured in turn, round by round. */
export interface Row {
  what: string;
  /** The measure, and what is compared with it. */
  base: number[];
  ours: number[];
  unit: string;
  /** How the two are compared: ours / base, or ours - base. @default 'ratio' */
  by?: 'ratio' | 'difference';
  /** The bound on that figure, and on which side of it it has to be. */
  bound: { atLeast: number } | { atMost: number };
  dialect: string;
}

/** The value in the middle of some values. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (low + high) / 2;
}

/** The median of the ratios, or differences, round by round: what drifts from round to round drops out. */
function figure({ base, ours, by = 'ratio' }: Row): number {
  const pairs = ours.map((value, round) => [value, base[round] ?? Number.NaN] as const);
  return median(pairs.map(([value, other]) => (by === 'ratio' ? value / other : value - other)));
}

/** Whether a row holds its bound. */
export function isWithin(row: Row): boolean {
  return 'atLeast' in row.bound ? figure(row) >= row.bound.atLeast : figure(row) <= row.bound.atMost;
}

/** Prints rows under the names of the two. */
export function print(rows: readonly Row[], [base, ours]: readonly [string, string]): void {
  const head = ['transport', 'what', base, ours, 'unit', `${ours} to ${base}`, 'bound', ''];
  const lines = rows.map((row) => [
    row.dialect,
    row.what,
    median(row.base).toPrecision(4),
    median(row.ours).toPrecision(4),
    row.unit,
    row.by === 'difference' ? `+ ${figure(row).toFixed(3)}` : `× ${figure(row).toFixed(2)}`,
    'atLeast' in row.bound ? `≥ ${row.bound.atLeast}` : `≤ ${row.bound.atMost}`,
    isWithin(row) ? 'within' : 'MISSED',
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)));
  for (const line of [head, ...lines]) {
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}
