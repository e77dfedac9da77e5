import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isRoot } from '../browser.ts';
import { DOWNLOADED_NGINX, findNginx } from '../nginx.ts';
import { ROOT, runProgram } from './process.ts';

const UPDATE_MS = 60_000;
const DOWNLOAD_MS = 60_000;

/**
 * Sees to it that there is an nginx to test with, where that is quick: one that is there, else Debian's. Its package is
 * unpacked into `test-results` and not installed, since installing it would start a server on port 80.
 */
export async function ensureNginx(): Promise<void> {
  if (findNginx() !== undefined) return;
  if (process.platform === 'linux' && existsSync('/usr/bin/apt-get') && (await unpackDebians())) {
    if (findNginx() !== undefined) return;
  }
  console.log('Skipped: the tests of servers/proxy need nginx, and there is none (apt-get install nginx).');
}

async function unpackDebians(): Promise<boolean> {
  console.log('No nginx found: fetching the one of the distribution …');
  const folder = join(ROOT, dirname(dirname(dirname(DOWNLOADED_NGINX))));
  await mkdir(folder, { recursive: true });
  if (isRoot()) await runProgram('apt-get', ['update', '-q'], { timeoutMs: UPDATE_MS });
  // The program of this name lies in another package in older releases.
  for (const name of ['nginx', 'nginx-light']) {
    await runProgram('sh', ['-c', 'cd "$0" && apt-get download -q "$1"', folder, name], { timeoutMs: DOWNLOAD_MS });
  }
  const packages = (await readdir(folder)).filter((file) => file.endsWith('.deb'));
  for (const file of packages) {
    await runProgram('dpkg', ['-x', join(folder, file), folder], { timeoutMs: DOWNLOAD_MS });
  }
  return packages.length > 0;
}
