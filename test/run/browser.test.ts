import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { browserArguments, findBrowser, type Machine } from '../support/browser.ts';

describe('findBrowser', () => {
  it('takes the one that the variable names before all others', () => {
    const machine = machineWith(['/my/chrome', '/playwright/chrome', '/usr/bin/chromium'], {
      env: { WIRELAB_BROWSER: '/my/chrome' },
    });
    expect(findBrowser(machine)).toEqual({ kind: 'system', executablePath: '/my/chrome' });
  });

  it('says so when the variable names one that is not there, instead of taking another', () => {
    const machine = machineWith(['/usr/bin/chromium'], { env: { WIRELAB_BROWSER: '/my/chrome' } });
    expect(findBrowser(machine)).toEqual({ kind: 'missing', path: '/my/chrome' });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(findBrowser(machineWith(['/usr/bin/chromium'], { env: { WIRELAB_BROWSER: '' } }))).toEqual({
      kind: 'system',
      executablePath: '/usr/bin/chromium',
    });
  });

  it('takes the one of Playwright before those of the system', () => {
    expect(findBrowser(machineWith(['/playwright/chrome', '/usr/bin/chromium']))).toEqual({ kind: 'playwright' });
  });

  it('takes Chromium before Chrome on Linux', () => {
    expect(findBrowser(machineWith(['/usr/bin/google-chrome', '/usr/bin/chromium-browser']))).toEqual({
      kind: 'system',
      executablePath: '/usr/bin/chromium-browser',
    });
  });

  it('finds Chrome on macOS', () => {
    const path = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(findBrowser(machineWith([path], { platform: 'darwin' }))).toEqual({ kind: 'system', executablePath: path });
  });

  it('finds Chrome on Windows, for all users and for one', () => {
    for (const variable of ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']) {
      const path = join('C:\\Place', 'Google', 'Chrome', 'Application', 'chrome.exe');
      const machine = machineWith([path], { platform: 'win32', env: { [variable]: 'C:\\Place' } });
      expect(findBrowser(machine)).toEqual({ kind: 'system', executablePath: path });
    }
  });

  it.each(['linux', 'darwin', 'win32'] as const)('finds none on an empty machine with %s', (platform) => {
    expect(findBrowser(machineWith([], { platform }))).toEqual({ kind: 'none' });
  });
});

describe('browserArguments', () => {
  it('gives up the sandbox only for root on Linux, where Chromium does not start otherwise', () => {
    expect(browserArguments({ platform: 'linux', isRoot: true })).toContain('--no-sandbox');
    expect(browserArguments({ platform: 'linux', isRoot: false })).not.toContain('--no-sandbox');
    expect(browserArguments({ platform: 'darwin', isRoot: true })).not.toContain('--no-sandbox');
  });
});

function machineWith(paths: readonly string[], machine: Partial<Machine> = {}): Machine {
  return {
    platform: 'linux',
    env: {},
    playwrightPath: '/playwright/chrome',
    exists: (path) => paths.includes(path),
    ...machine,
  };
}
