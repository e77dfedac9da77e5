import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { FailureKind, GradedTest, GradeError, Verdict } from '../lib/grader/verdict.ts';
import { type GradeEnd, type GradeEvent, LACKS, type ThrownError } from './grading-messages.ts';

/** What is known of a grade when it is over. */
export interface Grading {
  slug: string;
  answerText: string;
  limitMs: number;
  events: readonly GradeEvent[];
  end: GradeEnd;
  printed: string;
}

/** A place in an answer, from 1, as Vite names it in a stack: `.grading/0/answer.ts`, wherever the file lies. */
const PLACE = /\.grading[\\/]\d+[\\/]answer\.ts:(?<line>\d+):(?<column>\d+)/;

/** What a grade says of an answer, out of what its process told. */
export function toVerdict({ slug, answerText, limitMs, events, end, printed }: Grading): Verdict {
  const lines = answerText.split(/\r\n|\n|\r/);
  const names = events.findLast((event) => event.type === 'collected')?.names ?? null;
  const loadFailed = events.find((event) => event.type === 'load-failed');
  const verdict = (tests: readonly GradedTest[], error?: GradeError): Verdict => ({
    slug,
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: tests.filter(({ status }) => status === 'failed').length,
    tests,
    ...(error === undefined ? {} : { error }),
    printed: withoutDump(printed),
  });

  if (loadFailed !== undefined) return verdict([], describeLoadError(loadFailed.errors, lines));
  const begun = names !== null;
  const error = describeEnd({ end, limitMs, lines, begun, hungIn: begun ? runningTest(events, names) : null });
  if (names === null) return verdict([], error ?? { code: 'load', message: 'The grade has no tests.' });
  return verdict(gradeTests({ names, events, lines, end }), error);
}

/** Node writes a page of its own where it aborts, which the answer did not print. */
function withoutDump(printed: string): string {
  const start = printed.search(
    /\n?(?:#\n# Fatal error|<--- Last few GCs --->|FATAL ERROR: |----- Native stack trace -----)/,
  );
  return start === -1 ? printed : printed.slice(0, start).trimEnd();
}

function gradeTests({
  names,
  events,
  lines,
  end,
}: {
  names: readonly string[];
  events: readonly GradeEvent[];
  lines: readonly string[];
  end: GradeEnd;
}): GradedTest[] {
  const fail = (name: string, failure: FailureKind, message: string): GradedTest => ({
    name,
    status: 'failed',
    failure,
    message,
  });
  const handled = new Set(events.flatMap((event) => (event.type === 'handled' ? [event.id] : [])));
  return names.map((name, index): GradedTest => {
    const ended = events.findLast((event) => event.type === 'ended' && event.index === index);
    const begun = events.some((event) => event.type === 'started' && event.index === index);
    if (ended === undefined || ended.type !== 'ended') {
      if (!begun) return fail(name, 'not-reached', 'Not reached: the grade ended before this test.');
      return fail(name, 'ended', describeUnfinished(end));
    }
    if (!ended.passed) return { ...fail(name, ...describeFailure(ended.errors, lines)), ...bothSides(ended.errors) };
    const loose = events.find(
      (event) => event.type === 'unhandled' && (event.index ?? 0) === index && !handled.has(event.id),
    );
    if (loose?.type === 'unhandled') {
      const what =
        loose.kind === 'rejection'
          ? 'A promise was rejected, and nothing handled it'
          : 'An error was thrown that nothing caught';
      return fail(name, 'thrown', `${what}: ${describeThrown(loose.error, lines)}`);
    }
    return { name, status: 'passed', failure: null, message: '' };
  });
}

function describeFailure(errors: readonly ThrownError[], lines: readonly string[]): [FailureKind, string] {
  const [first] = errors;
  if (first === undefined) return ['thrown', 'It failed, and does not say why.'];
  const example = counterexampleOf(first);
  if (example !== undefined && first.cause !== undefined) {
    // What failed in the property, and the values it failed with, is what the learner wants.
    const [failure, message] = describeFailure([first.cause], lines);
    return [failure, `${message}\nSeen with ${example}`];
  }
  if (first.name === 'AssertionError') return ['assertion', first.message];
  if (first.message.startsWith('Test timed out in ')) {
    return [
      'ended',
      'It waited for something that never came: a promise that nothing settles, or a callback that nothing calls.',
    ];
  }
  return ['thrown', describeThrown(first, lines)];
}

/** How much of the values that a property failed with is shown, in UTF-16 units. */
const EXAMPLE_LENGTH = 500;

function counterexampleOf({ message }: ThrownError): string | undefined {
  const values = /^Counterexample: (?<values>.*)$/m.exec(message)?.groups?.values;
  return values !== undefined && values.length > EXAMPLE_LENGTH ? `${values.slice(0, EXAMPLE_LENGTH)} …` : values;
}

function bothSides(errors: readonly ThrownError[]): Pick<GradedTest, 'expected' | 'actual'> {
  const [error] = errors;
  const first = error && (counterexampleOf(error) === undefined ? error : error.cause);
  return first?.name === 'AssertionError' && first.expected !== undefined && first.actual !== undefined
    ? { expected: first.expected, actual: first.actual }
    : {};
}

/** What was thrown, and where in the answer. */
function describeThrown(error: ThrownError, lines: readonly string[]): string {
  const what = error.name === '' ? error.message : `${error.name}: ${error.message}`;
  const place = placeOf(error.stack, lines);
  return place === null ? what : `${what} (line ${place.line}: ${place.text.trim()})`;
}

function describeUnfinished(end: GradeEnd): string {
  switch (end.type) {
    case 'timeout':
      return 'It came to no end: a loop that never stops, or promises that follow one another for ever.';
    case 'memory':
      return 'It took all the memory that a grade may have.';
    case 'exit':
      return `The process of the grade ended in this test (${end.how}).`;
    default:
      return 'It came to no end.';
  }
}

function runningTest(events: readonly GradeEvent[], names: readonly string[]): string | null {
  const last = events.findLast((event) => event.type === 'started' || event.type === 'ended');
  return last?.type === 'started' ? (names[last.index] ?? null) : null;
}

function describeEnd({
  end,
  limitMs,
  lines,
  hungIn,
  begun,
}: {
  end: GradeEnd;
  limitMs: number;
  lines: readonly string[];
  hungIn: string | null;
  begun: boolean;
}): GradeError | undefined {
  const where = hungIn === null ? '' : ` in “${hungIn}”`;
  switch (end.type) {
    case 'finished':
      return undefined;
    case 'cancelled':
      return { code: 'timeout', message: 'The grade was stopped.' };
    case 'syntax':
      return { code: 'syntax', message: firstWords(end.message), ...placeAt(end.offset, lines) };
    case 'timeout': {
      const what = hungIn === null ? 'while the answer was being loaded' : `in “${hungIn}”`;
      return { code: 'timeout', message: `The grade was ended after ${limitMs / 1000} s without a step ${what}.` };
    }
    case 'memory':
      return { code: 'memory', message: `The answer took all the memory that a grade may have${where}.` };
    case 'exit':
      return { code: 'exit', message: `The answer ended the process that graded it${where} (${end.how}).` };
    case 'broken': {
      const why = `${end.message || 'it never began'}. Does the answer change what all programs rely on, such as \`Promise\`?`;
      return { code: begun ? 'exit' : 'load', message: `The grade broke off${where}: ${why}` };
    }
  }
}

function describeLoadError(errors: readonly ThrownError[], lines: readonly string[]): GradeError {
  const [first] = errors;
  if (first === undefined) return { code: 'load', message: 'The answer could not be loaded.' };
  // Vite draws the place into its message, in colours.
  const said = stripVTControlCharacters(first.message).replaceAll(/\S*\.grading[\\/]\d+[\\/](?=answer\.ts)/g, '');
  const parsed = /\[PARSE_ERROR\] (?<what>.+)[^]*?answer\.ts:(?<line>\d+):(?<column>\d+)/.exec(said)?.groups;
  if (parsed !== undefined) {
    const { what = '', line = '', column = '' } = parsed;
    return { code: 'syntax', message: what, ...placeIn(lines, line, column) };
  }
  if (said.includes(LACKS)) return { code: 'load', message: `${said.slice(said.indexOf(LACKS))}.` };
  const code = first.name === 'SyntaxError' ? 'syntax' : 'load';
  return { code, message: `${first.name}: ${said}`, ...placeOf(first.stack, lines) };
}

type Place = Required<Pick<GradeError, 'line' | 'column' | 'text'>>;

function placeOf(stack: string, lines: readonly string[]): Place | null {
  const { line = '', column = '' } = PLACE.exec(stack)?.groups ?? {};
  return placeIn(lines, line, column);
}

function placeIn(lines: readonly string[], line: string, column: string): Place | null {
  const text = lines[Number(line) - 1];
  return text === undefined ? null : { line: Number(line), column: Number(column), text };
}

function placeAt(offset: number | null, lines: readonly string[]): Place | Record<string, never> {
  if (offset === null) return {};
  let start = 0;
  for (const [index, text] of lines.entries()) {
    if (offset <= start + text.length || index === lines.length - 1) {
      return { line: index + 1, column: Math.min(offset - start, text.length) + 1, text };
    }
    start += text.length + 1;
  }
  return {};
}

/** The parser's message without its frame. */
function firstWords(message: string): string {
  const words = message.split('\n').find((line) => line !== '' && !/^Parse failed|^\d+:|^[\s|^]+$/.test(line));
  return words ?? message;
}

/** The text of an answer, or what keeps it from being read. */
export function readAnswer(path: string): { text: string; error?: never } | { error: string; text?: never } {
  try {
    const text = readFileSync(resolve(path), 'utf8');
    return { text: text.startsWith('\uFEFF') ? text.slice(1) : text };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT') return { error: `There is no file ${path}` };
    if (code === 'EISDIR') return { error: `${path} is a folder, and no file` };
    return { error: `${path} cannot be read${error instanceof Error ? `: ${error.message}` : ''}` };
  }
}
