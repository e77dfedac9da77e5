import { existsSync } from 'node:fs';
import { BROWSER_VARIABLE, type FoundBrowser, findBrowser, isRoot, thisMachine } from '../browser.ts';
import { runPackage, runProgram } from './process.ts';

const DOWNLOAD_TIMEOUT_MS = 5 * 60_000;
const APT_TIMEOUT_MS = 10 * 60_000;

/** What can be done about a missing browser; injected, so that a test can describe any machine. */
export interface Installers {
  find(): FoundBrowser;
  /** Playwright's own Chromium. @returns whether it could be installed */
  playwright(): Promise<boolean>;
  /** Debian's `chromium`. @returns whether it could be installed */
  apt(): Promise<boolean>;
}

/**
 * Sees to it that there is a browser to test with: one that is there, else Playwright's own, else Debian's.
 *
 * @returns `undefined` when there is one, else a line that says what to do
 */
export async function ensureBrowser(installers: Installers = theseInstallers): Promise<string | undefined> {
  const found = installers.find();
  if (found.kind === 'missing') return `${BROWSER_VARIABLE} names a browser that is not there: ${found.path}`;
  if (found.kind !== 'none') return undefined;
  if ((await installers.playwright()) || (await installers.apt())) {
    if (installers.find().kind !== 'none') return undefined;
  }
  return `No browser found: install Chrome or Chromium, or set ${BROWSER_VARIABLE} to the path of one.`;
}

/** Those of this machine. */
export const theseInstallers: Installers = {
  find: () => findBrowser(thisMachine()),
  async playwright() {
    console.log('No browser found: installing the one of Playwright …');
    const code = await runPackage('@playwright/test', ['install', 'chromium'], { timeoutMs: DOWNLOAD_TIMEOUT_MS });
    // A bare container lacks the libraries that a browser needs; where it is possible, they come along.
    if (code === 0 && mayUseApt()) {
      await runPackage('@playwright/test', ['install-deps', 'chromium'], { timeoutMs: APT_TIMEOUT_MS });
    }
    return code === 0;
  },
  async apt() {
    if (!mayUseApt()) return false;
    console.log('That was not possible: installing the chromium of the distribution …');
    const options = { timeoutMs: APT_TIMEOUT_MS, env: { DEBIAN_FRONTEND: 'noninteractive' } };
    if ((await runProgram('apt-get', ['update', '-q'], options)) !== 0) return false;
    return (await runProgram('apt-get', ['install', '-y', '-q', 'chromium'], options)) === 0;
  },
};

function mayUseApt(): boolean {
  return process.platform === 'linux' && isRoot() && existsSync('/usr/bin/apt-get');
}
