import { beforeAll, describe, expect, it } from 'vitest';
import { gradeMany } from '../../../challenges/grade.ts';
import { failedTests, ruleOf } from '../../../lib/grader/grade-matrix.ts';
import { isPass, type Verdict } from '../../../lib/grader/verdict.ts';
import { readText } from '../../repo/files.ts';
import { FOLDERS, listMutants, listRules, plain } from '../challenge-folders.ts';
import { gradeFolders, type GradedFolder, matricesOf, pairOf } from '../measure-matrices.ts';

const RUNS = 10;

let graded: Map<string, GradedFolder>;
let repeated: Map<string, Verdict[]>;

beforeAll(async () => {
  graded = new Map((await gradeFolders()).map((folder) => [folder.folder, folder]));
  // Once is measured above.
  const pairs = FOLDERS.flatMap((folder) =>
    Array.from({ length: RUNS - 1 }, () => [pairOf(folder, 'solution/answer.ts'), pairOf(folder, firstMutant(folder))]),
  ).flat();
  const verdicts = await gradeMany(pairs);
  repeated = new Map();
  for (const [index, verdict] of verdicts.entries()) {
    const answer = pairs[index]?.answer ?? '';
    repeated.set(answer, [...(repeated.get(answer) ?? []), verdict]);
  }
}, 300_000);

function firstMutant(folder: string): string {
  return listMutants(folder)[0]?.path ?? 'start/answer.ts';
}

function gradedFolder(folder: string): GradedFolder {
  const found = graded.get(folder);
  if (found === undefined) throw new Error(`Expected ${folder} to be graded`);
  return found;
}

/** What a verdict comes to, without the words of its messages. */
function outcomeOf({ tests, error }: Verdict): unknown {
  return { tests: tests.map(({ name, status }) => `${status}: ${name}`), error: error?.code };
}

describe.each(FOLDERS)('the grade of %s', (folder) => {
  it('passes the solution', () => {
    const { solution } = gradedFolder(folder);
    expect({ failed: failedTests(solution), error: solution.error }).toEqual({ failed: [], error: undefined });
    expect(isPass(solution)).toBe(true);
  });

  it('fails the start by assertion and not by a crash', () => {
    const { start } = gradedFolder(folder);
    expect(start.error).toBeUndefined();
    const asserted = start.tests.filter(({ failure }) => failure === 'assertion');
    expect(asserted.length).toBeGreaterThanOrEqual(start.tests.length / 2);
    expect(start.tests.filter(({ failure }) => failure === 'ended' || failure === 'not-reached')).toEqual([]);
  });

  it('has a test for each of its rules, and names each test once', () => {
    const names = gradedFolder(folder).solution.tests.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect([...new Set(names.map((name) => plain(ruleOf(name))))]).toEqual(listRules(folder).map(plain));
  });

  it('rejects every mutant, by the test that it names', () => {
    const { mutants } = gradedFolder(folder);
    const missed = listMutants(folder).flatMap(({ name, caughtBy }) => {
      const verdict = mutants.get(name);
      if (verdict === undefined || verdict.error !== undefined)
        return [`${name}: ${verdict?.error?.message ?? 'not graded'}`];
      return failedTests(verdict).includes(caughtBy) ? [] : [`${name} is not rejected by "${caughtBy}"`];
    });
    expect(missed).toEqual([]);
  });

  it('is proved rule by rule: each rejects a mutant', () => {
    const rejecting = new Set(
      [...gradedFolder(folder).mutants.values()].flatMap((verdict) => failedTests(verdict).map(ruleOf)),
    );
    expect(listRules(folder).filter((rule) => !rejecting.has(rule))).toEqual([]);
  });

  it(`comes to the same verdict ${RUNS} times`, () => {
    const { solution, mutants } = gradedFolder(folder);
    const mutant = listMutants(folder)[0]?.name ?? '';
    for (const [path, first] of [
      ['solution/answer.ts', solution],
      [firstMutant(folder), mutants.get(mutant)],
    ] as const) {
      const again = repeated.get(pairOf(folder, path).answer) ?? [];
      expect(again).toHaveLength(RUNS - 1);
      for (const verdict of again) expect(outcomeOf(verdict)).toEqual(first && outcomeOf(first));
    }
  });

  it('says in a sentence what is wrong where the start fails', () => {
    const mute = gradedFolder(folder).start.tests.filter(
      ({ failure, message }) =>
        failure === 'assertion' && !/[a-z]+ [a-z]+/i.test(message.split(/: expected /)[0] ?? ''),
    );
    expect(mute).toEqual([]);
  });
});

describe('a property that fails', () => {
  it('is told by the assertion in it, and by what it was seen with', () => {
    const verdict = gradedFolder('19-crdt').mutants.get('counter-adds-on-merge');
    const test = verdict?.tests.find(({ name }) => name.endsWith('loses no increment'));
    expect(test).toMatchObject({ status: 'failed', failure: 'assertion' });
    expect(test?.message).toMatch(/^[a-z ]+: expected .+\nSeen with \[/);
  });
});

describe('challenges/matrix.json', () => {
  it('is what was measured; `npm run matrix` writes it', () => {
    expect(JSON.parse(readText('challenges/matrix.json'))).toEqual(matricesOf([...graded.values()]));
  });
});
