import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBrowser } from './browser-install.ts';
import { ensureNginx } from './nginx-download.ts';
import { ROOT, runPackage, runProgram, type RunOptions } from './process.ts';
import { judgeRunner, NO_TESTS, readPlaywrightReport, readVitestReport, type Totals } from './totals.ts';

/** One step of the whole test run. */
export interface Step {
  name: string;
  /** Part of `npm run check`: what needs neither a socket nor a build. */
  fast?: boolean;
  /** A step that has to succeed before this one makes sense. */
  needs?: string;
  /** Runs it, with its output passed through. What it counts as is added up; a step without tests counts only failures. */
  run(): Promise<Totals>;
}

const LIMIT: RunOptions = { timeoutMs: 30 * 60_000 };
/** Every page at several widths, and every figure against its servers, one after another. */
const BROWSER_LIMIT: RunOptions = { timeoutMs: 70 * 60_000 };
const ONE_FAILURE: Totals = { ...NO_TESTS, failed: 1 };

/** The steps in their order: what is fast and most likely to fail comes first. */
export const STEPS: readonly Step[] = [
  { name: 'format', fast: true, run: () => tool('prettier', ['--check', '--log-level', 'warn', '.']) },
  { name: 'lint', fast: true, run: () => tool('oxlint', ['--deny-warnings']) },
  { name: 'types', fast: true, run: () => tool('typescript', ['--noEmit']) },
  { name: 'unit', fast: true, run: () => vitest('unit') },
  {
    name: 'integration',
    async run() {
      await ensureNginx();
      return vitest('integration');
    },
  },
  { name: 'claims', run: () => vitest('claims') },
  { name: 'build', run: async () => exitCode(await script('servers/build.ts')) },
  { name: 'start', needs: 'build', run: () => vitest('start') },
  { name: 'browser', needs: 'build', run: playwright },
];

async function tool(name: string, args: readonly string[]): Promise<Totals> {
  return exitCode(await runPackage(name, args, LIMIT));
}

function script(path: string): Promise<number | null> {
  return runProgram(process.execPath, ['--import', 'tsx', path], LIMIT);
}

function exitCode(code: number | null): Totals {
  return code === 0 ? NO_TESTS : ONE_FAILURE;
}

async function vitest(project: string): Promise<Totals> {
  const report = await freshReport(`vitest-${project}`);
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runPackage('vitest', args, LIMIT);
  return judgeRunner(code, await readReport(report, readVitestReport));
}

async function playwright(): Promise<Totals> {
  const obstacle = await ensureBrowser();
  if (obstacle !== undefined) {
    console.error(obstacle);
    return ONE_FAILURE;
  }
  const report = await freshReport('playwright');
  const options = { ...BROWSER_LIMIT, env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report } };
  const code = await runPackage('@playwright/test', ['test', '--reporter=list,json'], options);
  return judgeRunner(code, await readReport(report, readPlaywrightReport));
}

/** Where a runner is to write its report; one from an earlier run is removed, so that it cannot be taken for this one's. */
async function freshReport(name: string): Promise<string> {
  const path = join(ROOT, 'test-results', 'reports', `${name}.json`);
  await rm(path, { force: true });
  return path;
}

async function readReport(path: string, read: (report: unknown) => Totals): Promise<Totals | undefined> {
  try {
    return read(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // The runner ended without a report; its exit code and output say why.
    return undefined;
  }
}
