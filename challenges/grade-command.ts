import { basename } from 'node:path';
import { isPass, type Verdict } from '../lib/grader/verdict.ts';
import { gradeAnswer, type GradeAnswerOptions } from './grade.ts';
import { startLabProcess } from './lab-process.ts';
import { showReport } from './report.ts';
import { createStyles } from './styles.ts';

/** How long a live grade may go without a step: it waits for real events. Milliseconds. */
export const LIVE_LIMIT_MS = 30_000;

/** The code that a grade ends the process with: all passed, some failed, or it could not run. */
export function exitCodeOf(verdict: Verdict): 0 | 1 | 2 {
  if (isPass(verdict)) return 0;
  return verdict.tests.length === 0 ? 2 : 1;
}

/** Grades an answer, and if asked against the lab's real servers, which run as long as that takes. */
export async function gradeOnce({
  live,
  ...options
}: Omit<GradeAnswerOptions, 'labUrls'> & { live: boolean }): Promise<Verdict> {
  if (!live) return gradeAnswer(options);
  try {
    await using lab = await startLabProcess();
    return await gradeAnswer({ limitMs: LIVE_LIMIT_MS, ...options, labUrls: lab.urls });
  } catch (error) {
    const message = error instanceof Error ? error.message : 'The lab did not start.';
    return { slug: options.slug, passed: 0, failed: 0, tests: [], error: { code: 'missing', message }, printed: '' };
  }
}

/** A verdict as `grade --json` prints it: one object, and nothing else. */
export function toJson({ slug, passed, failed, tests, error }: Verdict, answer: string): string {
  return JSON.stringify({
    slug,
    passed,
    failed,
    tests: tests.map(({ name, status, message }) => ({ name, status, message })),
    ...(error === undefined ? {} : { error: describeError(error, answer) }),
  });
}

/** What is wrong, and where: the file, the line, the column, and that line. */
function describeError(error: NonNullable<Verdict['error']>, answer: string): string {
  const { message, line, column, text } = error;
  if (line === undefined) return message;
  const place = [basename(answer), line, ...(column === undefined ? [] : [column])].join(':');
  return `${message} (${place}${text === undefined || text.trim() === '' ? '' : `: ${text.trim()}`})`;
}

/** Prints a verdict for people. */
export function printReport(verdict: Verdict, path: string): void {
  const { stdout } = process;
  const lines = showReport(verdict, { styles: createStyles(stdout), columns: columnsOf(stdout), path });
  stdout.write(`${lines.join('\n')}\n`);
}

/** How wide an output is; where it does not tell, 80. */
export function columnsOf({ columns }: { columns?: number }): number {
  return Math.max(20, columns ?? 80);
}
