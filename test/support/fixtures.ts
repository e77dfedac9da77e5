import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test as base } from '@playwright/test';
import { type Pages, startPages } from '../../servers/pages.ts';
import type { Lab } from '../../servers/options.ts';
import { startLab } from '../../servers/start.ts';
import { type PageWatch, watchPages } from './page-watch.ts';

/**
 * The ground of the browser tests. A spec writes
 *
 *     import { expect, expectAccessible, test } from '../support/fixtures.ts';
 *
 *     test('the first page names the five transports', async ({ page }) => {
 *       await page.goto('/');
 *       …
 *       await expectAccessible(page);
 *     });
 *
 * and gets, without asking:
 * - the production build of the pages (`next start`) and a lab, both on free ports, once per worker. `page.goto('/…')`
 *   leads to the pages, which find this lab by themselves through /lab.json.
 * - a test that fails on a console error, an uncaught exception, or a request or WebSocket to another host, in any page
 *   of its context. A test that causes one on purpose says so: `watch.allow(/ERR_CONNECTION_REFUSED/)`.
 *
 * and by asking for it:
 * - `lab`: the running {@link Lab} in this process, the one that the pages talk to: `lab.urls.sse`,
 *   `await lab.restart('sse')`, `lab.drop('websocket')`. It is shared by the tests of a worker: leave it running, and use
 *   a topic of your own.
 * - `site`: `site.url` (`http://127.0.0.1:<port>`).
 * - `watch`: see {@link PageWatch}.
 *
 * A test that wants a page without the lab answers the address itself:
 * `await page.route('**\/lab.json', …)`, or `await context.route` for all pages.
 */
export const test = base.extend<{ watch: PageWatch }, { lab: Lab; site: Pages }>({
  lab: [
    // Playwright reads from the pattern which fixtures this one needs: none.
    async ({}, use) => {
      const lab = await startLab({ port: 0 });
      await use(lab);
      await lab.close();
    },
    { scope: 'worker' },
  ],
  site: [
    async ({ lab }, use) => {
      const labPort = Number(new URL(lab.urls.control).port);
      const site = await startPages({ mode: 'start', host: '127.0.0.1', port: 0, labPort });
      await use(site);
      await site.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ site }, use) => use(site.url),
  watch: [
    async ({ context }, use) => {
      const watch = watchPages(context);
      await use(watch);
      expect(watch.problems, 'what the pages reported while the test ran').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/**
 * Runs axe over the page as it stands, light and then dark, with the WCAG 2.2 AA rules and axe's best practices, and
 * expects no violation. Motion is reduced meanwhile, so that no colour is judged half-way through a transition.
 */
export async function expectAccessible(page: Page): Promise<void> {
  await wakeFigures(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(
      ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `  ${node.target.join(' ')}`).join('\n')}`,
    );
    expect(found, `axe in the ${colorScheme} theme on ${page.url()}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

/**
 * Scrolls to every figure of a lesson that has not been near the screen, so that its script comes. Until then all of it is
 * disabled, and axe takes nothing in it to be within reach of the keyboard.
 */
export async function wakeFigures(page: Page): Promise<void> {
  // Known by their titles: their elements are replaced when they wake, and not all have an id.
  const asleep = await page
    .locator('figure > fieldset:disabled')
    .evaluateAll((bodies) => bodies.map((body) => body.getAttribute('aria-label') ?? ''));
  for (const title of asleep) {
    const body = `figure > fieldset[aria-label=${JSON.stringify(title)}]`;
    await page
      .locator(body)
      .first()
      .evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
    // Not `toBeEnabled`: Playwright takes every fieldset for enabled.
    await expect(page.locator(`${body}:disabled`)).toHaveCount(0);
  }
}
