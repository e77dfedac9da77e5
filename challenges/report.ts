import { type GradedTest, isPass, type Verdict } from '../lib/grader/verdict.ts';
import { showSides } from './diff-view.ts';
import { cutTo, padTo, type Styles, tame, widthOf, wrap } from './styles.ts';

/** How much is shown of what an answer printed: its end, in lines. */
const PRINTED_LINES = 12;
/** How much is shown of one message. */
const MAX_MESSAGE_LENGTH = 1200;
const MAX_SIDE_LINES = 16;

/** How a report is written. */
export interface ReportOptions {
  styles: Styles;
  columns: number;
  /** The answer's path, as the learner would write it. */
  path: string;
}

/** A rule with its tests. */
interface Rule {
  title: string;
  tests: readonly GradedTest[];
}

/** A verdict for a terminal: the rules, what failed in them, the first failure explained, what was printed, and the sum. */
export function showReport(verdict: Verdict, options: ReportOptions): string[] {
  const { styles, columns } = options;
  const rules = groupByRule(verdict.tests);
  const first = verdict.tests.find(({ failure }) => failure !== null && failure !== 'not-reached');
  const sections = [
    rules.flatMap((rule) => showRule(rule, options)),
    verdict.error === undefined ? [] : showError(verdict, options),
    first === undefined ? [] : explain(first, options),
    showPrinted(verdict.printed, options),
    [showSum(verdict, { styles, columns })],
  ];
  return sections.filter((lines) => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

/** The tests by the rule that their names begin with, in their order. */
function groupByRule(tests: readonly GradedTest[]): Rule[] {
  const rules = new Map<string, GradedTest[]>();
  for (const test of tests) {
    const title = test.name.split(' > ')[0] ?? '';
    rules.set(title, [...(rules.get(title) ?? []), test]);
  }
  return [...rules].map(([title, tests]) => ({ title, tests }));
}

function showRule({ title, tests }: Rule, { styles, columns }: ReportOptions): string[] {
  const { marks } = styles;
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const reached = tests.some(({ failure }) => failure !== 'not-reached');
  const count = `${passed}/${tests.length}`;
  const words = cutTo(title, columns - 6 - count.length);
  const room = Math.max(1, Math.min(columns - 1, 92) - 4 - widthOf(words) - count.length);
  const line = (mark: string, colour: (text: string) => string, text: string) =>
    ` ${colour(mark)} ${text}${' '.repeat(room)}${colour(count)}`;
  if (passed === tests.length) return [line(marks.passed, styles.green, words)];
  if (!reached) return [styles.dim(line(marks.notReached, (text) => text, words))];
  const failed = tests.filter(({ status }) => status === 'failed');
  return [
    line(marks.failed, styles.red, styles.bold(words)),
    ...failed.map(({ name, failure }) => {
      const test = cutTo(name.slice(title.length + 3), columns - 8);
      return failure === 'not-reached'
        ? styles.dim(`     ${marks.notReached} ${test}`)
        : `     ${styles.red(marks.failed)} ${test}`;
    }),
  ];
}

function explain({ name, message, expected, actual }: GradedTest, { styles, columns }: ReportOptions): string[] {
  const [rule = '', ...rest] = name.split(' > ');
  const width = Math.min(columns - 1, 92);
  const words = tame(message)
    .replace(/ \/\/ Object\.is equality$/, '')
    .slice(0, MAX_MESSAGE_LENGTH);
  const paragraphs = words.split('\n').flatMap((line) => wrap(line, width, { first: '   ' }));
  const sides = expected === undefined || actual === undefined ? [] : showSides(expected, actual, { styles, columns });
  const more = sides.length - MAX_SIDE_LINES;
  return [
    title('First failure', { styles, columns }),
    ...wrap(styles.bold(rule), width, { first: ' ' }),
    ...wrap(rest.join(' > '), width, { first: ' ' }),
    '',
    ...paragraphs,
    ...(sides.length === 0 ? [] : ['', ...sides.slice(0, MAX_SIDE_LINES).map((line) => `  ${line}`)]),
    ...(more > 0 ? [styles.dim(`   … ${more} more lines`)] : []),
  ];
}

/** Why a grade could not run, or was ended. */
function showError({ error }: Verdict, { styles, columns, path }: ReportOptions): string[] {
  if (error === undefined) return [];
  const { code, message, line, column, text } = error;
  const names = {
    syntax: 'Not TypeScript',
    load: 'Could not be loaded',
    timeout: 'Never came to an end',
    memory: 'Out of memory',
    exit: 'Ended the grade',
    missing: 'Not there',
  };
  const width = Math.min(columns - 1, 92);
  const place = line === undefined ? [] : [styles.dim(` ${path}:${line}${column === undefined ? '' : `:${column}`}`)];
  return [
    styles.red(styles.bold(title(names[code], { styles, columns }))),
    ...tame(message)
      .slice(0, MAX_MESSAGE_LENGTH)
      .split('\n')
      .flatMap((part) => wrap(part, width, { first: ' ' })),
    ...place,
    ...(line === undefined || text === undefined ? [] : showLineOf({ line, column, text }, { styles, columns })),
  ];
}

function showLineOf(
  { line, column, text }: { line: number; column: number | undefined; text: string },
  { styles, columns }: Pick<ReportOptions, 'styles' | 'columns'>,
): string[] {
  const head = ` ${line} ${styles.bar} `;
  const room = Math.max(10, columns - 2 - head.length);
  // A long line is shown from a little before the place.
  const from = column === undefined || column < room ? 0 : column - Math.floor(room / 2);
  const shown = cutTo(tame(text).replaceAll('\t', ' ').slice(from), room);
  const arrow = column === undefined ? [] : [' '.repeat(head.length + column - 1 - from) + styles.red('^')];
  return ['', styles.dim(head) + shown, ...arrow];
}

function showPrinted(printed: string, { styles, columns }: ReportOptions): string[] {
  if (printed === '') return [];
  const lines = tame(printed).trimEnd().split('\n');
  const left = lines.length - PRINTED_LINES;
  return [
    title('Printed by your answer', { styles, columns }),
    ...(left > 0 ? [styles.dim(` ${styles.bar} … ${left} more ${left === 1 ? 'line' : 'lines'} above`)] : []),
    ...lines.slice(-PRINTED_LINES).map((line) => ` ${styles.dim(styles.bar)} ${cutTo(line, columns - 5)}`),
  ];
}

/** The sum with a gauge: what there is to see from across the room. */
function showSum(verdict: Verdict, { styles, columns }: Pick<ReportOptions, 'styles' | 'columns'>): string {
  const { passed, failed, tests, error } = verdict;
  if (tests.length === 0) return styles.red(styles.bold(error === undefined ? ' No test ran.' : ' No test could run.'));
  const notReached = tests.filter(({ failure }) => failure === 'not-reached').length;
  const words = isPass(verdict)
    ? ` all ${passed} passed`
    : ` ${passed} of ${passed + failed} passed${notReached === 0 ? '' : `, ${notReached} not reached`}`;
  const width = Math.max(8, Math.min(40, columns - words.length - 4));
  const full = passed === 0 ? 0 : Math.max(1, Math.floor((passed / tests.length) * width));
  const colour = isPass(verdict) ? styles.green : styles.yellow;
  return ` ${colour(styles.gauge.full.repeat(full))}${styles.dim(styles.gauge.empty.repeat(width - full))}${colour(styles.bold(words))}`;
}

/** A line with a title in it, as wide as the text. */
export function title(words: string, { styles, columns }: Pick<ReportOptions, 'styles' | 'columns'>): string {
  const width = Math.max(0, Math.min(columns - 1, 92) - widthOf(words) - 4);
  return styles.dim(`${styles.line.repeat(2)} `) + words + styles.dim(` ${styles.line.repeat(width)}`);
}

/** One line of a table of names and values. */
export function field(name: string, value: string): string {
  return ` ${padTo(name, 12)}${value}`;
}
