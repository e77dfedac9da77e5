import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

/** The variable that names a browser to use instead of the one that would be found. */
export const BROWSER_VARIABLE = 'WIRELAB_BROWSER';

/** What can be told about a machine without starting anything; injected, so that a test can describe any machine. */
export interface Machine {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  /** Where Playwright would have put its own Chromium. */
  playwrightPath: string;
  exists(path: string): boolean;
}

/**
 * A browser to run the tests with. `executablePath` is absent where it is Playwright's own, which Playwright finds by
 * itself. `missing` names what {@link BROWSER_VARIABLE} points at in vain.
 */
export type FoundBrowser =
  | { kind: 'playwright' }
  | { kind: 'system'; executablePath: string }
  | { kind: 'missing'; path: string }
  | { kind: 'none' };

/** This machine. */
export function thisMachine(): Machine {
  return {
    platform: process.platform,
    env: process.env,
    playwrightPath: chromium.executablePath(),
    exists: existsSync,
  };
}

/**
 * Finds a Chromium: the one that {@link BROWSER_VARIABLE} names (and no other, where it is set), else Playwright's own,
 * else a Chromium or Chrome installed on the system.
 */
export function findBrowser(machine: Machine): FoundBrowser {
  const named = machine.env[BROWSER_VARIABLE];
  if (named) {
    return machine.exists(named) ? { kind: 'system', executablePath: named } : { kind: 'missing', path: named };
  }
  if (machine.playwrightPath !== '' && machine.exists(machine.playwrightPath)) return { kind: 'playwright' };
  const installed = systemPaths(machine).find((path) => machine.exists(path));
  return installed === undefined ? { kind: 'none' } : { kind: 'system', executablePath: installed };
}

/** The switches that every test browser is started with: no background traffic, no QUIC, no sandbox for root. */
export function browserArguments(machine: { platform: NodeJS.Platform; isRoot: boolean }): string[] {
  return [
    // Chromium refuses to run as root with its sandbox, which is how containers run it.
    ...(machine.platform === 'linux' && machine.isRoot ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
}

/** Tells whether this process runs as root; never so on Windows, which has no such user. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function systemPaths({ platform, env }: Machine): string[] {
  switch (platform) {
    case 'win32':
      return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
        .filter((folder) => folder !== undefined)
        .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'));
    case 'darwin':
      return [
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
        '/Applications/Chromium.app/Contents/MacOS/Chromium',
        ...(env.HOME ? [join(env.HOME, 'Applications/Google Chrome.app/Contents/MacOS/Google Chrome')] : []),
      ];
    default:
      return [
        '/usr/bin/chromium',
        '/usr/bin/chromium-browser',
        '/usr/bin/google-chrome-stable',
        '/usr/bin/google-chrome',
        '/opt/google/chrome/chrome',
        '/snap/bin/chromium',
      ];
  }
}
