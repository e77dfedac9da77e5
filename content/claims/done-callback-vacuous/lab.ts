import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

const TESTS = `
import { EventEmitter } from 'node:events';

test('hears the answer', (done) => {
  const socket = new EventEmitter();
  socket.on('message', () => done());
});

test('expects what is not so', (done) => {
  const socket = new EventEmitter();
  socket.on('message', () => {
    expect(1).toBe(2);
    done();
  });
});

test('returns a promise', () => new Promise((resolve) => new EventEmitter().on('message', resolve)), 200);
`;

export const measure: LabMeasure = async ({ signal }) => {
  const folder = await mkdtemp(join(tmpdir(), 'wirelab-claim-'));
  try {
    const report = join(folder, 'report.json');
    await writeFile(join(folder, 'done.test.js'), TESTS);
    const vitest = join(process.cwd(), 'node_modules', 'vitest', 'vitest.mjs');
    const child = spawn(
      process.execPath,
      [vitest, 'run', '--root', folder, '--globals', '--reporter', 'json', '--outputFile', report],
      { cwd: folder, stdio: 'ignore', signal, env: { ...process.env, CI: '1' } },
    );
    await once(child, 'exit');
    const { testResults } = JSON.parse(await readFile(report, 'utf8')) as {
      testResults: { assertionResults: { title: string; status: string }[] }[];
    };
    const statuses = new Map(
      testResults.flatMap(({ assertionResults }) => assertionResults.map(({ title, status }) => [title, status])),
    );
    if (statuses.size !== 3) throw new RangeError(`Expected a report of 3 tests, got ${statuses.size}`);
    const promised = statuses.get('returns a promise');
    expectControl(promised === 'failed', `the test with a promise to fail, got ${promised}`);
    const vacuous = ['hears the answer', 'expects what is not so'].filter((title) => statuses.get(title) === 'passed');
    return { value: vacuous.length, details: { 'with a promise': promised ?? 'not run' } };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
