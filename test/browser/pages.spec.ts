import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { loadCatalog } from '../../content/catalog.server.ts';
import { loadSheets } from '../../content/sheets.server.ts';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

const LESSONS = loadCatalog();
const NOWHERE = '/lessons/telepathy';
const SHEETS = loadSheets().map(({ slug }) => `/sheets/${slug}`);
const OTHERS = ['/', '/lessons', '/claims', '/glossary', '/tabs', '/sheets', ...SHEETS.slice(0, 1), NOWHERE];
const PAGES = [...OTHERS, ...LESSONS.map(({ slug }) => `/lessons/${slug}`)];

/** The narrowest screen and a usual one, for every page. */
const WIDTHS = [320, 1440];
/** What lies between them and beyond, for pages of each kind: what is wide in a lesson is wide in its figure. */
const MORE_WIDTHS = [390, 2560];
const SHOWN_AT_MORE = new Set(['/', '/lessons', '/claims', '/lessons/websocket', '/lessons/frames', '/lessons/stores']);

/** What a lesson may send above what every page of the framework sends, in bytes after gzip. */
const SCRIPT_BUDGET_BYTES = 8 * 1024;

/**
 * A typeface that comes in its first 100 ms may move a word of the bar by three pixels, which counts 0.00003. A line or a
 * block that moves counts a hundred times as much.
 */
const SHIFT_OF_WORDS = 0.0005;

test.beforeEach(({ watch }) => watch.allow(/status of 404 .*\/lessons\/telepathy/));

/** Scrolls through a page from top to bottom, so that everything that waits to be seen is loaded. */
async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // Two frames: one that notices the new place, one that has drawn it. A machine that is busy elsewhere may draw none for
    // a while; what is looked at afterwards does not depend on it.
    const drawn = () =>
      new Promise<void>((done) => {
        const bound = setTimeout(done, 2_000);
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            clearTimeout(bound);
            done();
          }),
        );
      });
    for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight) {
      scrollTo({ top, behavior: 'instant' });
      await drawn();
    }
  });
  await page.waitForLoadState('networkidle');
}

for (const path of PAGES) {
  test.describe(path, () => {
    for (const width of [...WIDTHS, ...(SHOWN_AT_MORE.has(path) ? MORE_WIDTHS : [])]) {
      test(`fits a screen of ${width} px and never shifts${width === WIDTHS.at(-1) ? ', and axe finds nothing' : ''}`, async ({
        page,
      }) => {
        await page.setViewportSize({ width, height: 900 });
        await page.addInitScript(() => {
          Object.assign(globalThis, { shifts: 0 });
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries())
              (globalThis as unknown as { shifts: number }).shifts += (entry as unknown as { value: number }).value;
          }).observe({ type: 'layout-shift', buffered: true });
        });
        await page.goto(path);
        await page.evaluate(() => document.fonts.ready);
        await scrollThrough(page);
        const { wide, shifts } = await page.evaluate(() => ({
          wide: document.documentElement.scrollWidth,
          shifts: (globalThis as unknown as { shifts: number }).shifts,
        }));
        expect(wide, 'the width of what the page holds').toBeLessThanOrEqual(width);
        expect(shifts, 'layout shift').toBeLessThan(SHIFT_OF_WORDS);
        if (width === WIDTHS.at(-1)) await expectSound(page);
      });
    }
  });
}

/** One first heading, a title of its own, and nothing that axe finds in either theme, with all that folds unfolded. */
async function expectSound(page: Page): Promise<void> {
  await expect(page.locator('h1')).toHaveCount(1);
  expect(await page.title()).toContain('Wirelab');
  await page.locator('details').evaluateAll((all) => all.forEach((it) => it.setAttribute('open', '')));
  await scrollThrough(page);
  await expectAccessible(page);
}

test.describe('the bar, while the browser has read no more than its beginning', () => {
  for (const width of [320, 390, 641, 737, 833, 961, 1440]) {
    test(`stands at ${width} px where it will stand, and nothing in it on anything else`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.goto('/glossary');
      await page.evaluate(() => document.fonts.ready);
      const banner = page.getByRole('banner');
      expect(await banner.evaluate(standingOnAnother), 'what stands on something else').toEqual([]);
      expect(await banner.evaluate(movedByWhatFollows), 'what moves when the rest comes').toEqual([]);
    });
  }
});

/** The controls of the bar of which a part lies on another's. */
function standingOnAnother(banner: Element): string[] {
  const all = [...banner.querySelectorAll('a, button')].filter((it) => it.getClientRects().length > 0);
  // What the row of ways has pushed out of sight stands on nothing.
  const boxes = all.map((it) => {
    const { left, right, top, height } = it.getBoundingClientRect();
    const edge = it.closest('nav')?.getBoundingClientRect().right ?? right;
    const box = new DOMRect(Math.min(left, edge), top, Math.max(0, Math.min(right, edge) - left), height);
    return { it, box };
  });
  const meet = (a: DOMRect, b: DOMRect) =>
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  return boxes
    .filter(({ box }) => boxes.some((other) => other.box !== box && meet(box, other.box)))
    .map(({ it }) => it.getAttribute('aria-label') ?? it.textContent);
}

/** Takes away the last element of the bar, then the one before it and so on, and names those left of it that move by it. */
function movedByWhatFollows(banner: Element): string[] {
  const all = [...banner.querySelectorAll('a, nav, button, [role=group], svg, span, kbd')];
  const leftOf = (element: Element) => Math.round(element.getBoundingClientRect().left);
  const moved = new Set<string>();
  for (;;) {
    const before = all.map(leftOf);
    const last = all.pop();
    if (last === undefined) break;
    last.remove();
    all.forEach((element, i) => {
      if (leftOf(element) !== before[i])
        moved.add(`${element.localName} ${element.getAttribute('aria-label') ?? element.textContent}`);
    });
  }
  return [...moved];
}

test.describe('at 200 % zoom', () => {
  // What is left of a window of 1280 by 900 px when everything in it is twice as large.
  const WINDOW = { width: 640, height: 450 };
  test.use({ viewport: WINDOW, deviceScaleFactor: 2 });

  for (const path of ['/', '/lessons', '/claims', '/glossary', '/lessons/frames', '/lessons/stores', '/compare']) {
    test(`${path} needs no scrolling sideways, covers little of the window, and leads everywhere`, async ({ page }) => {
      await page.goto(path);
      await page.evaluate(() => document.fonts.ready);
      // The comparison is never idle: its transports go on.
      if (path !== '/compare') await scrollThrough(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(WINDOW.width);
      expect(await page.evaluate(coveredByWhatStays), 'the height that stays in place').toBeLessThan(WINDOW.height / 4);
      expect(await page.evaluate(cutOff), 'texts that are cut off').toEqual([]);
      await page.locator('h1').evaluate((element) => element.scrollIntoView());
      await expect(page.locator('h1')).toBeInViewport();
      await expect(page.getByRole('banner').getByRole('link').first()).toBeVisible();
    });
  }
});

/** In the page: how high what stays in its place at the top of the window is, in the middle of its width. */
function coveredByWhatStays(): number {
  const stays = (element: Element | null): boolean =>
    element !== null &&
    (['fixed', 'sticky'].includes(getComputedStyle(element).position) || stays(element.parentElement));
  const rows = Array.from({ length: innerHeight }, (_, y) => document.elementFromPoint(innerWidth / 2, y));
  return rows.filter(stays).length;
}

/** In the page: the buttons and headings whose words do not fit them. */
function cutOff(): string[] {
  return [...document.querySelectorAll('main :is(h1, h2, h3, button, a, th)')]
    .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1)
    .filter((element) => getComputedStyle(element).overflowX !== 'visible')
    .map((element) => `${element.tagName} ${element.textContent?.slice(0, 40) ?? ''}`);
}

test('an address that leads nowhere says so and names the pages that exist', async ({ page }) => {
  const answer = await page.goto(NOWHERE);
  expect(answer?.status()).toBe(404);
  const main = page.getByRole('main');
  for (const { slug } of LESSONS) await expect(main.locator(`a[href="/lessons/${slug}"]`)).toBeVisible();
});

test('a wrong address is told what it may have meant, and can be searched for', async ({ page, watch }) => {
  watch.allow(/status of 404/);
  for (const [wrong, meant] of [
    ['/lessons/heartbeets', '/lessons/heartbeats'],
    ['/lessons/05-websockets', '/lessons/websocket'],
    ['/challenges/back-off', '/challenges/backoff'],
    ['/lesons', '/lessons'],
  ] as const) {
    expect((await page.goto(wrong))?.status()).toBe(404);
    await expect(page.locator('[data-nearest] a').first()).toHaveAttribute('href', meant);
  }
  await page.getByRole('button', { name: 'Search everything' }).click();
  await expect(page.getByRole('combobox')).toBeFocused();
});

test('the first page leads to every transport, every lesson and the comparison', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('img', { name: /the page sends/ })).toHaveCount(5);
  for (const { slug } of LESSONS)
    expect(await page.locator(`main a[href="/lessons/${slug}"]`).count()).toBeGreaterThan(0);
  await expect(page.getByRole('main').getByRole('link', { name: 'Compare all five' })).toHaveAttribute(
    'href',
    '/compare',
  );
});

test('each lesson leads to the one before it and the one after it', async ({ page }) => {
  for (const [index, { slug }] of LESSONS.entries()) {
    await page.goto(`/lessons/${slug}`);
    const steps = page.getByRole('navigation', { name: 'Previous and next lesson' }).getByRole('link');
    const hrefs = await steps.evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    const around = [LESSONS[index - 1], LESSONS[index + 1]].flatMap((it) => (it ? [`/lessons/${it.slug}`] : []));
    expect(hrefs).toEqual(index === LESSONS.length - 1 ? [...around, '/compare'] : around);
  }
});

test('the theme is chosen with the keyboard, remembered, and there before the first paint', async ({ page }) => {
  await page.goto('/');
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  await page.getByRole('button', { name: 'Dark theme' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Dark theme' })).toHaveAttribute('aria-pressed', 'true');
  const dark = await paper();
  expect(dark).not.toBe(light);

  await page.addInitScript(() => {
    requestAnimationFrame(() => {
      document.documentElement.dataset.first = getComputedStyle(document.documentElement).backgroundColor;
    });
  });
  await page.reload();
  expect(await page.evaluate(() => document.documentElement.dataset.first)).toBe(dark);
  await page.getByRole('button', { name: 'Theme of the system' }).click();
  expect(await paper()).toBe(light);
});

test('a theme that is chosen in one tab holds in the others', async ({ context, page }) => {
  await page.goto('/');
  const other = await context.newPage();
  await other.goto('/lessons');
  await other.getByRole('button', { name: 'Dark theme' }).click();
  await expect(page.getByRole('button', { name: 'Dark theme' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('the first stop of the keyboard skips to the content', async ({ page }) => {
  await page.goto('/lessons');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('a copy button gives the code to the clipboard and says so', async ({ context, page }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/');
  const figure = page.locator('figure', { hasText: 'npm run lab' }).last();
  await figure.getByRole('button').click();
  await expect(figure.getByRole('button')).toHaveText('Copied');
  expect((await page.evaluate(() => navigator.clipboard.readText())).trim()).toBe('npm run lab');
  await expect(figure.getByRole('button')).toHaveText('Copy');
});

test('questions are answered without any script', async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site.url}/lessons/real-time`);
  const answer = page.locator('details[data-right]').first();
  await expect(answer.getByText(/^(Right|Not so)$/)).toBeHidden();
  await answer.locator('summary').click();
  await expect(answer.getByText(/^(Right|Not so)$/)).toBeVisible();
  await context.close();
});

test('no lesson whose figures have not been scrolled to sends more than 8 KB of script above the framework', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const { rootMainFiles } = JSON.parse(readFileSync('.next/build-manifest.json', 'utf8')) as {
    rootMainFiles: string[];
  };
  // What comes near the screen is told to nobody, as if the first screen held no figure, in whichever lesson.
  await page.addInitScript(() => {
    IntersectionObserver.prototype.observe = () => undefined;
  });
  const isFramework = (name: string) => rootMainFiles.some((file) => name.endsWith(`/_next/${file}`));
  const sent: Record<string, number> = {};
  for (const { slug } of LESSONS) {
    await page.goto(`/lessons/${slug}`);
    await page.waitForLoadState('networkidle');
    const scripts = await page.evaluate(() =>
      performance.getEntriesByType('resource').flatMap((entry) => {
        const { name, encodedBodySize } = entry as PerformanceResourceTiming;
        return name.endsWith('.js') ? [{ name, bytes: encodedBodySize }] : [];
      }),
    );
    expect(scripts.filter(({ name }) => isFramework(name))).toHaveLength(rootMainFiles.length);
    const own = scripts.filter(({ name }) => !isFramework(name));
    expect(own.every(({ bytes }) => bytes > 0)).toBe(true);
    sent[slug] = own.reduce((sum, { bytes }) => sum + bytes, 0);
  }
  const over = Object.entries(sent).filter(([, bytes]) => bytes > SCRIPT_BUDGET_BYTES);
  expect(over, `of ${JSON.stringify(sent)}`).toEqual([]);
});

test('the pages say where the lab is, and let a page connect to this host alone', async ({ lab, request }) => {
  const answer = await request.get('/lab.json');
  expect(await answer.json()).toEqual({ control: Number(new URL(lab.urls.control).port) });
  expect(answer.headers()['cache-control']).toBe('no-store');
  const policy = (await request.get('/')).headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("connect-src 'self' http://127.0.0.1:* ws://127.0.0.1:*;");
});

test('on paper there is the lesson and no frame', async ({ page }) => {
  await page.goto('/lessons/real-time');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('h1')).toBeVisible();
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(page.getByRole('contentinfo')).toBeHidden();
  for (const button of await page.locator('[data-copy]').all()) await expect(button).toBeHidden();
});
