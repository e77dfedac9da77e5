import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageCommand } from '../support/run/process.ts';
import { ROOT } from './files.ts';
import { REFUSED_IMPORTS } from './import-table.ts';

let project: string;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'wirelab-lint-'));
  await copyFile(join(ROOT, '.oxlintrc.json'), join(project, '.oxlintrc.json'));
});

afterAll(() => rm(project, { recursive: true, force: true }));

describe('the linter', () => {
  it.each(REFUSED_IMPORTS.filter(([path]) => !path.endsWith('.mdx')))(
    'says in the editor that %s may not import %s',
    async (path, specifier) => {
      expect(await lint(path, `import { x } from '${specifier}';\nexport const y = x;\n`)).toContain(
        'no-restricted-imports',
      );
    },
  );

  it('lets control import the claims, and a transport the protocol', async () => {
    expect(await lint('servers/control.ts', `export { x } from '../content/claims/x.ts';\n`)).toBe('');
    expect(await lint('lib/transports/sse.ts', `export { x } from '../protocol/index.ts';\n`)).toBe('');
    expect(await lint('lib/transports/socket-io.ts', `export { x } from 'socket.io-client';\n`)).toBe('');
  });
});

/** What the linter says about a file with this text at this path, a line for each finding. */
async function lint(path: string, text: string): Promise<string> {
  const file = join(project, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  const args = [packageCommand('oxlint'), '--deny-warnings', '-f', 'unix', path];
  const output = await new Promise<string>((resolve) => {
    // It exits with 1 where it finds something, which is what is asked.
    execFile(process.execPath, args, { cwd: project }, (_, stdout) => resolve(stdout));
  });
  return output
    .split('\n')
    .filter((line) => line.startsWith(path))
    .join('\n');
}
