/**
 * `node --import tsx test/bench/grading.ts [runs]`: how long it takes in a browser from the press of a key to the verdict,
 * for the solution of each challenge, with the next scope made ready as it is while a learner types. The bound is on the
 * median over all of them.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { ensureBuild } from '../../servers/build.ts';
import { startPages } from '../../servers/pages.ts';
import { FOLDERS, hasFolder, readChallenge } from '../challenges/challenge-folders.ts';
import { browserArguments, findBrowser, isRoot, thisMachine } from '../support/browser.ts';
import type { GradeEnvironment } from '../../lib/grader/index.ts';
import { openGrading } from '../support/grading.ts';
import { median } from './table.ts';

/** From click to verdict, at the median, in milliseconds. */
const BOUND_MS = 500;
/** How long a learner takes at least from one run to the next, in milliseconds. */
const PAUSE_MS = 700;

const runs = Number(process.argv[2] ?? '5');
if (!Number.isInteger(runs) || runs < 1) {
  console.error(`Expected a whole number of runs, got ${process.argv[2]}`);
  process.exit(2);
}

await ensureBuild();
const machine = thisMachine();
const found = findBrowser(machine);
const pages = await startPages({ mode: 'start', host: '127.0.0.1', port: 0, labPort: 0 });
const browser = await chromium.launch({
  args: browserArguments({ platform: machine.platform, isRoot: isRoot() }),
  ...(found.kind === 'system' ? { executablePath: found.executablePath } : {}),
});
const all: number[] = [];
try {
  const page = await browser.newPage({ baseURL: pages.url });
  await openGrading(page);
  console.log(`${browser.version()}, ${runs} runs of each solution, from click to verdict`);
  for (const folder of FOLDERS.filter(hasFolder)) {
    const environment: GradeEnvironment = folder === '24-use-socket' ? 'frame' : 'worker';
    const request = {
      slug: folder.slice(3),
      grade: readChallenge(folder, 'grade.test.ts'),
      answer: readChallenge(folder, 'solution/answer.ts'),
    };
    await page.evaluate((where) => window.grading.warm(where), environment);
    const times: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      await delay(PAUSE_MS);
      const { ms } = await page.evaluate(([given, where]) => window.grading.run(given, where), [
        request,
        environment,
      ] as const);
      times.push(ms);
    }
    all.push(...times);
    console.log(`${folder.padEnd(24)} ${Math.round(median(times))} ms (${times.map(Math.round).join(' ')})`);
  }
} finally {
  await browser.close();
  await pages.close();
}
const middle = median(all);
console.log(`\nmedian ${Math.round(middle)} ms, at most ${BOUND_MS} ms`);
if (middle > BOUND_MS) process.exitCode = 1;
