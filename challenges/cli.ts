/** `npm run challenge`: the challenges in the terminal. See `npm run challenge help`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { findNews, formatProgress, ProgressError, readProgress } from '../lib/progress/index.ts';
import { HELP, readArguments, type Request, UsageError } from './arguments.ts';
import { CHALLENGES, listChallenges } from './catalog.ts';
import { columnsOf, exitCodeOf, gradeOnce, printReport, toJson } from './grade-command.ts';
import { showList } from './list-view.ts';
import { openProgress, type ProgressStore } from './progress-store.ts';
import { createStyles } from './styles.ts';
import { work, WORKING_FOLDER } from './work-command.ts';

async function main(args: readonly string[]): Promise<number> {
  const request = readArguments(args);
  switch (request.command) {
    case 'help':
      process.stdout.write(HELP);
      return 0;
    case 'grade':
      return grade(request);
    case 'list': {
      const { stdout } = process;
      const progress = await openStore().read();
      const challenges = listChallenges(rootOf(request));
      const lines = showList(challenges, progress, { styles: createStyles(stdout), columns: columnsOf(stdout) });
      stdout.write(`${lines.join('\n')}\n`);
      return 0;
    }
    case 'work':
      return work(request, openStore());
    case 'export':
      return exportProgress(request.file, openStore());
    case 'import':
      return importProgress(request.file, openStore());
  }
}

async function grade(request: Extract<Request, { command: 'grade' }>): Promise<number> {
  const { slug, answer, json, live, limitMs } = request;
  const verdict = await gradeOnce({
    slug,
    answer: resolve(WORKING_FOLDER, answer),
    root: rootOf(request),
    live,
    ...(limitMs === null ? {} : { limitMs }),
  });
  if (json) process.stdout.write(`${toJson(verdict, answer)}\n`);
  else printReport(verdict, answer);
  return exitCodeOf(verdict);
}

async function exportProgress(file: string | null, store: ProgressStore): Promise<number> {
  const text = formatProgress(await store.read());
  if (file === null) process.stdout.write(text);
  else {
    writeFileSync(resolve(WORKING_FOLDER, file), text);
    process.stderr.write(`Written to ${file}.\n`);
  }
  return 0;
}

async function importProgress(file: string, store: ProgressStore): Promise<number> {
  const theirs = readProgress(readFileSync(resolve(WORKING_FOLDER, file), 'utf8'));
  const { attempts, solved } = findNews(await store.read(), theirs);
  await store.add(theirs);
  const what = attempts === 1 ? '1 attempt is new or newer' : `${attempts} attempts are new or newer`;
  process.stdout.write(`${what}${solved.length === 0 ? '' : `; solved there: ${solved.join(', ')}`}.\n`);
  return 0;
}

function openStore(): ProgressStore {
  const file = process.env.WIRELAB_PROGRESS;
  return openProgress({
    ...(file === undefined || file === '' ? {} : { file: resolve(file) }),
    onCorrupt: (message) => process.stderr.write(`${message}\n`),
  });
}

function rootOf({ root }: { root: string | null }): string {
  return root === null ? CHALLENGES : resolve(WORKING_FOLDER, root);
}

/** Tells what went wrong: as the JSON that was asked for, or in one line where it is the user's to mend. */
function report(error: unknown, args: readonly string[]): void {
  const isExpected =
    error instanceof UsageError || error instanceof ProgressError || (error instanceof Error && 'code' in error);
  const message = error instanceof Error ? error.message : String(error);
  if (args[0] === 'grade' && args.includes('--json')) {
    const slug = args[1]?.startsWith('-') === false ? args[1] : '';
    process.stdout.write(`${JSON.stringify({ slug, passed: 0, failed: 0, tests: [], error: message })}\n`);
    return;
  }
  const help = error instanceof UsageError ? '\nnpm run challenge help tells all of it.' : '';
  console.error(isExpected ? `${message}${help}` : error);
}

const args = process.argv.slice(2);
try {
  // Left to its own end: what was written to a pipe is on its way still.
  process.exitCode = await main(args);
} catch (error) {
  report(error, args);
  process.exitCode = 2;
}
