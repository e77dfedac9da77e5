import { describe, expect, it } from 'vitest';
import type { FoundBrowser } from '../support/browser.ts';
import { ensureBrowser } from '../support/run/browser-install.ts';

const NONE: FoundBrowser = { kind: 'none' };
const SYSTEM: FoundBrowser = { kind: 'system', executablePath: '/usr/bin/chromium' };

describe('ensureBrowser', () => {
  it('installs nothing where there is a browser', async () => {
    expect(await attempt({ finds: [SYSTEM] })).toEqual({ asked: [], obstacle: undefined });
  });

  it('installs the one of Playwright where there is none', async () => {
    const { asked, obstacle } = await attempt({ finds: [NONE, { kind: 'playwright' }], playwright: true });
    expect(asked).toEqual(['playwright']);
    expect(obstacle).toBeUndefined();
  });

  it('turns to apt where that is not possible', async () => {
    const { asked, obstacle } = await attempt({ finds: [NONE, SYSTEM], apt: true });
    expect(asked).toEqual(['playwright', 'apt']);
    expect(obstacle).toBeUndefined();
  });

  it('says what to do in one line where nothing helps', async () => {
    const { asked, obstacle } = await attempt({ finds: [NONE] });
    expect(asked).toEqual(['playwright', 'apt']);
    expect(obstacle).toMatch(/^No browser found: .*WIRELAB_BROWSER.*\.$/);
  });

  it('says so where an installation ended well and left no browser', async () => {
    expect((await attempt({ finds: [NONE, NONE], playwright: true })).obstacle).toMatch(/^No browser found/);
  });

  it('installs nothing in place of a browser that was named and is not there', async () => {
    const { asked, obstacle } = await attempt({ finds: [{ kind: 'missing', path: '/my/chrome' }] });
    expect(asked).toEqual([]);
    expect(obstacle).toBe('WIRELAB_BROWSER names a browser that is not there: /my/chrome');
  });
});

/** Runs it on a machine that finds one after the other of `finds`, and on which the named installers work. */
async function attempt({ finds, playwright = false, apt = false }: Attempt) {
  const asked: string[] = [];
  const left = [...finds];
  const obstacle = await ensureBrowser({
    find: () => left.shift() ?? NONE,
    playwright: async () => asked.push('playwright') > 0 && playwright,
    apt: async () => asked.push('apt') > 0 && apt,
  });
  return { asked, obstacle };
}

interface Attempt {
  finds: readonly FoundBrowser[];
  playwright?: boolean;
  apt?: boolean;
}
