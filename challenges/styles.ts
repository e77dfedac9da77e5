import { stripVTControlCharacters } from 'node:util';

/** Words in colour, where there are colours; else the words. */
export type Style = (text: string) => string;

/** What the command line writes with. */
export interface Styles {
  bold: Style;
  dim: Style;
  red: Style;
  green: Style;
  yellow: Style;
  cyan: Style;
  /** The marks of what passed, what failed and what was not reached: no colour is needed to tell them apart. */
  marks: { passed: string; failed: string; notReached: string };
  /** The parts of a gauge and of a rule. */
  gauge: { full: string; empty: string };
  line: string;
  bar: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where something is written to, and what it can show. */
export interface Surface {
  isTTY?: boolean;
  columns?: number;
}

/**
 * The styles of an output: in colour on a terminal, unless `NO_COLOR` or `TERM=dumb` ask for none; where `FORCE_COLOR`
 * asks for it, everywhere.
 */
export function createStyles(surface: Surface, env: Environment = process.env): Styles {
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== '';
  const plain = (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb' || surface.isTTY !== true;
  const colours = forced || !plain;
  const style = (open: number, close: number): Style =>
    colours ? (text) => (text === '' ? '' : `\u001B[${open}m${text}\u001B[${close}m`) : (text) => text;
  return {
    bold: style(1, 22),
    dim: style(2, 22),
    red: style(31, 39),
    green: style(32, 39),
    yellow: style(33, 39),
    cyan: style(36, 39),
    ...(hasUnicode(env) ? UNICODE : ASCII),
  };
}

const UNICODE = {
  marks: { passed: '✔', failed: '✘', notReached: '·' },
  gauge: { full: '━', empty: '╌' },
  line: '─',
  bar: '│',
};
const ASCII = {
  marks: { passed: '+', failed: 'x', notReached: '.' },
  gauge: { full: '=', empty: '-' },
  line: '-',
  bar: '|',
};

/** The old console of Windows, and the console of Linux, lack the signs. */
function hasUnicode(env: Environment): boolean {
  if (process.platform !== 'win32') return env.TERM !== 'linux';
  return (
    env.WT_SESSION !== undefined ||
    env.TERM_PROGRAM !== undefined ||
    env.ConEmuTask !== undefined ||
    env.CI !== undefined
  );
}

/** How many columns a text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const sign of stripVTControlCharacters(text)) {
    if (!/\p{Mark}|\u200D/u.test(sign))
      width +=
        /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60]|\p{Extended_Pictographic}/u.test(
          sign,
        ) && sign > '\u2BFF'
          ? 2
          : 1;
  }
  return width;
}

/** The text with spaces behind it up to a width. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** A plain text cut to a width, with a sign that something is missing. */
export function cutTo(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let cut = '';
  for (const sign of text) {
    if (widthOf(cut + sign) > width - 1) break;
    cut += sign;
  }
  return `${cut}…`;
}

/** Breaks a text at its spaces into lines of a width, each with an indent; a word that is longer is broken, too. */
export function wrap(
  text: string,
  width: number,
  { first = '', rest = first }: { first?: string; rest?: string } = {},
): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  const breakLine = () => {
    lines.push(line);
    line = rest;
    isEmpty = true;
  };
  for (const word of text.split(/\s+/).filter((word) => word !== '')) {
    if (!isEmpty && widthOf(line) + 1 + widthOf(word) > width) breakLine();
    let left = isEmpty ? word : ` ${word}`;
    // A word of colours is never cut.
    while (!left.includes('\u001B') && widthOf(line) + widthOf(left) > width) {
      const part = headOf(left, width - widthOf(line));
      if (part === '') break;
      line += part;
      left = left.slice(part.length);
      breakLine();
    }
    line += left;
    isEmpty = false;
  }
  if (!isEmpty || lines.length === 0) lines.push(line);
  return lines;
}

/** As much of a text as fits into a width. */
function headOf(text: string, width: number): string {
  let head = '';
  for (const sign of text) {
    if (widthOf(head + sign) > width) break;
    head += sign;
  }
  return head;
}

/** Removes what would move the cursor or change the colours: for text that is not ours. */
export function tame(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll(/\r(?!\n)/g, '\n')
    .replaceAll(/(?![\n\t])\p{Cc}/gu, '');
}
