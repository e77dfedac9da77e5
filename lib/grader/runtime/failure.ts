import type { Test } from '@vitest/runner';
import { getNames } from '@vitest/runner/utils';
import type { FailureKind, GradedTest } from '../verdict.ts';

/** What the runner keeps of an error. */
interface KeptError {
  name?: string;
  message: string;
  stack?: string;
  stacks?: unknown;
  expected?: unknown;
  actual?: unknown;
  diff?: string;
  cause?: unknown;
}

/** `<rule> > <test>`. The first of the names is that of the file. */
export function nameOf(test: Test): string {
  return getNames(test).slice(1).join(' > ');
}

/** What the verdict says of a test that has run, of an answer with these lines. */
export function gradedTest(test: Test, lines: readonly string[]): GradedTest {
  const name = nameOf(test);
  const { state, errors = [] } = test.result ?? {};
  if (state === 'pass') return { name, status: 'passed', failure: null, message: '' };
  const [error] = errors as KeptError[];
  if (!error) return { name, status: 'failed', failure: 'not-reached', message: 'It was not run.' };
  return { name, status: 'failed', ...describeFailure(error, lines) };
}

type Failure = Pick<GradedTest, 'message' | 'expected' | 'actual'> & { failure: FailureKind };

const NEVER_CAME =
  'It waited for something that never came: a promise that nothing settles, or a callback that nothing calls.';

/** A failure as the learner reads it: whose it is, what was said, and both sides where two values were compared. */
export function describeFailure(error: KeptError, lines: readonly string[]): Failure {
  if (error.message.startsWith('Test timed out in ')) return { failure: 'ended', message: NEVER_CAME };
  const example = /^Counterexample: (?<values>.*)$/m.exec(error.message)?.groups?.values;
  // A property that fails carries what failed in it; that, and the values it failed with, is what the learner wants.
  const root = example === undefined ? error : (causeOf(error) ?? error);
  const isAssertion = root.name === 'AssertionError';
  const { expected, actual } = root;
  const message = isAssertion ? root.message : describeThrown(root, lines);
  return {
    failure: isAssertion ? 'assertion' : 'thrown',
    message: root === error ? message : `${message}\nSeen with ${shorten(example ?? '')}`,
    ...(isAssertion && typeof expected === 'string' && typeof actual === 'string' ? { expected, actual } : {}),
  };
}

/** What failed in a property: its cause, or, where the grade asked for that, what its message says, with a stack. */
function causeOf({ message, cause }: KeptError): KeptError | undefined {
  if (isKept(cause)) return cause;
  const { name, text, stack } =
    /^Got (?<name>[\w$]+): (?<text>[^]*?)\n(?<stack>\s+at [^]*)$/m.exec(message)?.groups ?? {};
  if (name === undefined || text === undefined) return undefined;
  return { name, message: text, ...(stack === undefined ? {} : { stack }) };
}

/** How much of the values of a property is shown. */
const EXAMPLE_LENGTH = 500;

function shorten(text: string): string {
  return text.length > EXAMPLE_LENGTH ? `${text.slice(0, EXAMPLE_LENGTH)} …` : text;
}

/** What was thrown, and the line of the answer that it came from. */
export function describeThrown({ name, message, stack }: KeptError, lines: readonly string[]): string {
  const what = name === undefined || name === '' ? message : `${name}: ${message}`;
  const line = answerLine(stack);
  const text = line === undefined ? undefined : lines[line - 1];
  return text === undefined ? what : `${what} (line ${line}: ${text.trim()})`;
}

/** What an error, or anything else that was thrown, is kept as. */
export function keepError(thrown: unknown): KeptError {
  if (thrown instanceof Error) return { name: thrown.name, message: thrown.message, stack: thrown.stack ?? '' };
  return { message: String(thrown) };
}

/** The first line of the answer that a stack names. */
export function answerLine(stack: string | undefined): number | undefined {
  const line = /\banswer\.ts:(?<line>\d+):\d+/.exec(stack ?? '')?.groups?.line;
  return line === undefined ? undefined : Number(line);
}

function isKept(value: unknown): value is KeptError {
  return typeof value === 'object' && value !== null && 'message' in value;
}
