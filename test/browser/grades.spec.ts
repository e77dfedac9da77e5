import type { Page } from '@playwright/test';
import { failedTests, type GradeMatrices } from '../../lib/grader/grade-matrix.ts';
import type { GradeEnvironment, Verdict } from '../../lib/grader/index.ts';
import { isPass } from '../../lib/grader/verdict.ts';
import { FOLDERS, hasFolder, listMutants, readChallenge } from '../challenges/challenge-folders.ts';
import { readText } from '../repo/files.ts';
import { expect, test } from '../support/fixtures.ts';
import { openGrading } from '../support/grading.ts';

// Every grade, in a browser: it takes the solution, refuses the start and every mutant, and says the same of them as in
// Node. What Node says lies in challenges/matrix.json, which the tests that run in Node hold.

/** How many runs have to agree. */
const RUNS = 10;

/** The challenges whose grade needs a document. */
const WITH_DOCUMENT: readonly string[] = ['24-use-socket'];

let page: Page;
const problems: string[] = [];

test.beforeAll(async ({ browser, site }) => {
  // One page for all of them, as a learner has who goes from one challenge to the next.
  page = await browser.newPage({ baseURL: site.url });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await openGrading(page);
});

test.afterAll(async () => {
  await page.close();
  expect(problems, 'what the page reported').toEqual([]);
});

for (const folder of FOLDERS.filter(hasFolder)) {
  const slug = folder.slice(3);
  const environment: GradeEnvironment = WITH_DOCUMENT.includes(folder) ? 'frame' : 'worker';

  const gradeAll = (paths: readonly string[]): Promise<Verdict[]> => {
    const grade = readChallenge(folder, 'grade.test.ts');
    const requests = paths.map((path) => ({ slug, grade, answer: readChallenge(folder, path) }));
    return page.evaluate(([all, where]) => window.grading.runMany(all, where), [requests, environment] as const);
  };

  test(`${slug}: the grade takes the solution, and refuses the start and every mutant, as in Node`, async () => {
    const mutants = listMutants(folder);
    const [solution, start, ...others] = await gradeAll([
      'solution/answer.ts',
      'start/answer.ts',
      ...mutants.map(({ path }) => path),
    ]);
    if (!solution || !start) throw new Error('Expected a verdict for each answer');

    expect(solution.tests.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(isPass(solution), 'the solution passes').toBe(true);

    expect(start.error).toBeUndefined();
    const asserted = start.tests.filter(({ failure }) => failure === 'assertion');
    expect(asserted.length, 'the start fails by assertion').toBeGreaterThanOrEqual(start.tests.length / 2);

    const graded = mutants.map(({ name, mistake, caughtBy }, index) => {
      const verdict = others[index];
      if (!verdict) throw new Error(`Expected a verdict for ${name}`);
      expect(verdict.error, name).toBeUndefined();
      expect(failedTests(verdict), name).toContain(caughtBy);
      return { name, mistake, caughtBy, failed: failedTests(verdict) };
    });
    const matrices = JSON.parse(readText('challenges/matrix.json')) as GradeMatrices;
    const inNode = matrices[slug];
    expect({
      tests: solution.tests.map(({ name }) => name),
      start: failedTests(start),
      mutants: graded,
    }).toEqual(inNode);
  });

  test(`${slug}: ${RUNS} runs of the solution and of a mutant say the same`, async () => {
    const [mutant] = listMutants(folder);
    if (!mutant) throw new Error('Expected a mutant');
    for (const path of ['solution/answer.ts', mutant.path]) {
      const [first, ...again] = await gradeAll(Array.from({ length: RUNS }, () => path));
      for (const verdict of again) expect(verdict, path).toEqual(first);
    }
  });
}
