import { diffLines, pairRows, type DiffLine } from './line-diff.ts';
import { cutTo, padTo, type Styles, tame } from './styles.ts';

/** From so many columns on two texts stand side by side. */
const SIDE_BY_SIDE_COLUMNS = 120;
/** How many lines that both have are shown around a change. */
const CONTEXT_LINES = 3;

/** What a diff is shown with. */
export interface DiffOptions {
  styles: Styles;
  columns: number;
  /** What the two texts are called. */
  titles: readonly [before: string, after: string];
}

/** A diff of two texts for a terminal: side by side where it is wide enough, else one below the other. */
export function showDiff(before: string, after: string, options: DiffOptions): string[] {
  return options.columns >= SIDE_BY_SIDE_COLUMNS
    ? showBeside(before, after, options)
    : showUnified(before, after, options);
}

function showBeside(before: string, after: string, { styles, columns, titles }: DiffOptions): string[] {
  const width = Math.floor((columns - 5) / 2);
  const between = ` ${styles.dim(styles.bar)} `;
  /** The lines that one side of a row takes: a long line goes on below. */
  const side = (line: DiffLine | null, sign: string, colour: (text: string) => string): string[] => {
    if (line === null) return [];
    const parts = breakLine(untab(line.text), width - 2);
    return parts.map((part, index) => {
      const mark = line.kind === 'same' || index > 0 ? ' ' : sign;
      return (line.kind === 'same' ? styles.dim : colour)(padTo(`${mark} ${part}`, width));
    });
  };
  const [left = '', right = ''] = titles.map((title) => styles.bold(padTo(cutTo(`  ${title}`, width), width)));
  const rows = pairRows(diffLines(before, after)).flatMap((row) => {
    const [mine, theirs] = [side(row.left, '-', styles.red), side(row.right, '+', styles.green)];
    return Array.from({ length: Math.max(mine.length, theirs.length) }, (_none, index) => {
      const cells = [mine[index] ?? ' '.repeat(width), theirs[index] ?? ''];
      return ` ${cells.join(between)}`.trimEnd();
    });
  });
  return [` ${left}${between}${right}`.trimEnd(), ...rows];
}

function breakLine(text: string, width: number): string[] {
  const signs = [...text];
  const count = Math.max(1, Math.ceil(signs.length / width));
  return Array.from({ length: count }, (_none, index) => signs.slice(index * width, (index + 1) * width).join(''));
}

function showUnified(before: string, after: string, { styles, titles }: DiffOptions): string[] {
  const lines = diffLines(before, after);
  const near = lines.map((_line, index) =>
    lines.slice(Math.max(0, index - CONTEXT_LINES), index + CONTEXT_LINES + 1).some(({ kind }) => kind !== 'same'),
  );
  const shown: string[] = [styles.red(` - ${titles[0]}`), styles.green(` + ${titles[1]}`), ''];
  let left = 0;
  const leaveOut = () => {
    if (left > 0) shown.push(styles.dim(`   … ${left} ${left === 1 ? 'line' : 'lines'} that both have`));
    left = 0;
  };
  for (const [index, line] of lines.entries()) {
    if (near[index] !== true) {
      left++;
      continue;
    }
    leaveOut();
    shown.push(showLine(line, styles));
  }
  leaveOut();
  return shown;
}

/** The two sides of an assertion that failed, as what was expected and what came. */
export function showSides(
  expected: string,
  actual: string,
  { styles, columns }: Omit<DiffOptions, 'titles'>,
): string[] {
  return diffLines(tame(expected), tame(actual)).map(({ kind, text }) => {
    if (kind === 'same') return styles.dim(cutTo(`   ${untab(text)}`, columns - 1));
    const words = kind === 'removed' ? ' - expected  ' : ' + received  ';
    const shown = cutTo(words + untab(text), columns - 1);
    return kind === 'removed' ? styles.green(shown) : styles.red(shown);
  });
}

function showLine({ kind, text }: DiffLine, { red, green, dim }: Styles): string {
  const sign = { same: ' ', removed: '-', added: '+' }[kind];
  const line = ` ${sign} ${untab(text)}`;
  return { same: dim, removed: red, added: green }[kind](line);
}

function untab(text: string): string {
  return tame(text).replaceAll('\t', '  ');
}
