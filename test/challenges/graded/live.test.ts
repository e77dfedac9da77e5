import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gradeAnswer } from '../../../challenges/grade.ts';
import { type LabProcess, startLabProcess } from '../../../challenges/lab-process.ts';
import { failedTests } from '../../../lib/grader/grade-matrix.ts';
import type { Verdict } from '../../../lib/grader/verdict.ts';
import { LIVE } from '../challenge-folders.ts';
import { pairOf } from '../measure-matrices.ts';

let lab: LabProcess;
beforeAll(async () => {
  lab = await startLabProcess();
}, 60_000);
afterAll(() => lab[Symbol.asyncDispose]());

const gradeLive = (folder: string, path: string): Promise<Verdict> =>
  gradeAnswer({ ...pairOf(folder, path), labUrls: lab.urls, limitMs: 30_000 });

describe.each(LIVE)('the live grade of %s', (folder) => {
  it('passes the solution, against the real servers', async () => {
    const verdict = await gradeLive(folder, 'solution/answer.ts');
    expect({ failed: failedTests(verdict), error: verdict.error }).toEqual({ failed: [], error: undefined });
    expect(verdict.passed).toBeGreaterThan(0);
  }, 120_000);
});

describe('the live grades', () => {
  it('fail every start', async () => {
    const verdicts = await Promise.all(LIVE.map((folder) => gradeLive(folder, 'start/answer.ts')));
    for (const { slug, passed, failed } of verdicts)
      expect({ slug, passed, some: failed > 0 }).toEqual({ slug, passed: 0, some: true });
  }, 300_000);
});
