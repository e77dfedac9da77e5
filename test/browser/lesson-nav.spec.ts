import { loadCatalog } from '../../content/catalog.server.ts';
import { COMING } from '../../content/outline.ts';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

const LESSONS = loadCatalog();

test('every heading of every lesson has an anchor, and every entry of its table leads to one', async ({ page }) => {
  test.setTimeout(180_000);
  for (const { slug } of LESSONS) {
    await page.goto(`/lessons/${slug}`);
    const found = await page.evaluate(() => {
      const text = 'article > div > :is(h2, h3), article > div > section > :is(h2, h3), article > section > h2';
      const headings = [...document.querySelectorAll(text)];
      return {
        bare: headings
          .filter((it) => it.id === '' || it.querySelector(`a[href="#${it.id}"]`) === null)
          .map((it) => it.textContent),
        ids: headings.map((it) => it.id),
        toc: [...document.querySelectorAll('[data-toc]')].map((it) =>
          [...it.querySelectorAll('a')].map((link) => link.hash.slice(1)),
        ),
      };
    });
    expect(found.bare, slug).toEqual([]);
    for (const toc of found.toc) expect(toc, slug).toEqual(found.ids);
  }
});

test('an anchor gives its address to the clipboard, and goes there', async ({ context, page }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/lessons/closing');
  await page.getByRole('heading', { name: 'On the wire' }).hover();
  const anchor = page.getByRole('heading', { name: 'On the wire' }).getByRole('link');
  await expect(async () => {
    await anchor.click();
    await expect(anchor).toHaveAttribute('data-said', 'Link copied', { timeout: 1_000 });
  }).toPass();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  await expect(page).toHaveURL(/#on-the-wire$/);
});

test('the table of contents follows the scroll, beside the lesson and without covering it', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/lessons/closing');
  const toc = page.getByRole('navigation', { name: 'In this lesson and its part' });
  await page.evaluate(() => document.getElementById('recap')?.scrollIntoView({ behavior: 'instant' }));
  await expect(toc.getByRole('link', { name: 'Recap' })).toHaveAttribute('aria-current', 'true');
  await expect(toc.getByRole('link', { name: 'Recap' })).toBeInViewport();
  await page.evaluate(() => document.getElementById('the-states')?.scrollIntoView({ behavior: 'instant' }));
  await expect(toc.getByRole('link', { name: 'The states' })).toHaveAttribute('aria-current', 'true');
  await expect(toc.locator('[aria-current=true]')).toHaveCount(1);
  const [side, text] = [await toc.boundingBox(), await page.locator('article').boundingBox()];
  expect((side?.x ?? 0) + (side?.width ?? 0)).toBeLessThanOrEqual(text?.x ?? 0);
  // Under the bar no heading that is gone to is hidden.
  await toc.getByRole('link', { name: 'Measure it' }).click();
  await expect(page.getByRole('heading', { name: 'Measure it' })).toBeInViewport({ ratio: 1 });
});

test('Tab stops at a figure that is not there yet, which wakes under the focus, and goes into it', async ({ page }) => {
  // So low that no figure is near the screen.
  await page.setViewportSize({ width: 1000, height: 300 });
  await page.goto('/lessons/closing');
  const asleep = page.getByRole('group', { name: 'A figure that is loaded when it is reached' });
  const count = await asleep.count();
  const figure = page.locator('figure[data-figure]').first();
  await expect(figure.locator('fieldset')).toHaveAttribute('disabled');
  await page.evaluate(() => {
    const place = document.querySelector('[role=group]:has(> div > [data-figure])');
    const isBefore = (it: Element) =>
      place !== null && (it.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING) > 0;
    const links = [...document.querySelectorAll<HTMLElement>('article a[href]')];
    links.findLast(isBefore)?.focus({ preventScroll: true });
  });
  await page.keyboard.press('Tab');
  await expect(figure.locator('fieldset')).not.toHaveAttribute('disabled');
  await expect(asleep).toHaveCount(count - 1);
  const focusIn = () => page.evaluate(() => document.activeElement?.querySelector('[data-figure]') !== null);
  expect(await focusIn(), 'the focus stays at the place of the figure').toBe(true);
  await page.keyboard.press('Tab');
  await expect(figure.locator('button:focus, input:focus')).toBeVisible();
});

test('on a narrow screen it is a disclosure in the text', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/lessons/closing');
  await expect(page.getByRole('navigation', { name: 'In this lesson and its part' })).toBeHidden();
  const toc = page.getByRole('navigation', { name: 'In this lesson' });
  await expect(toc).toBeHidden();
  await page.getByText('In this lesson').filter({ visible: true }).click();
  await toc.getByRole('link', { name: 'Recap' }).click();
  await expect(page).toHaveURL(/#recap$/);
  await expectAccessible(page);
});

test('the way on says which numbers it leaps over', async ({ page }) => {
  await page.goto('/lessons/optimistic-updates');
  await expect(page.locator('a[rel=next]')).toContainText('25 to 32 are still to come');
  await page.goto('/lessons/smaller-messages');
  await expect(page.locator('a[rel=next]')).toContainText('35 and 36 are still to come');
});

test('the map has every lesson with what it builds on, and what is to come without a link', async ({ page }) => {
  await page.goto('/lessons');
  const main = page.getByRole('main');
  for (const { slug, requires } of LESSONS) {
    const links = main.locator(`[data-lesson=${slug}] a`);
    const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(hrefs).toEqual([
      `/lessons/${slug}`,
      ...LESSONS.filter((it) => requires.includes(it.slug)).map((it) => `/lessons/${it.slug}`),
    ]);
  }
  for (const { title } of COMING) {
    await expect(main.getByText(title, { exact: true })).toBeVisible();
    await expect(main.getByRole('link', { name: title, exact: true })).toHaveCount(0);
  }
});

test('a lesson is gone through by Tab: every stop is seen, and the last is in the foot of the page', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.goto('/lessons/closing');
  await page.waitForLoadState('networkidle');
  let last = '';
  for (let presses = 0; presses < 250; presses++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const it = document.activeElement;
      if (!(it instanceof HTMLElement) || it === document.body) return undefined;
      const { width, height } = it.getBoundingClientRect();
      const isSeen = it.checkVisibility({ visibilityProperty: true }) && width > 0 && height > 0;
      const isTrap = it.dataset.stopped === 'yes';
      it.dataset.stopped = 'yes';
      return { isSeen, isTrap, name: it.textContent.trim().slice(0, 40), isFoot: it.closest('body > footer') !== null };
    });
    if (stop === undefined) break;
    expect(stop, `stop ${presses}`).toMatchObject({ isSeen: true, isTrap: false });
    last = stop.isFoot ? stop.name : '';
  }
  expect(last).toMatch(/^Keys/);
});

test('every page says what it is where its link is pasted', async ({ page, request }) => {
  for (const path of ['/', '/lessons', '/lessons/closing', '/challenges', '/challenges/backoff', '/compare', '/wire']) {
    await page.goto(path);
    const meta = (name: string) =>
      page.locator(`meta[property="${name}"], meta[name="${name}"]`).first().getAttribute('content');
    for (const name of ['description', 'og:title', 'og:description', 'og:image', 'twitter:card', 'twitter:title']) {
      expect(await meta(name), `${name} of ${path}`).toBeTruthy();
    }
    const canonical = await page.locator('link[rel=canonical]').getAttribute('href');
    expect(new URL(canonical ?? '', page.url()).pathname, path).toBe(path);
    // No host is made up: a lab on somebody's machine has none.
    expect(`${canonical} ${await meta('og:image')}`).not.toMatch(/^https?:|localhost/);
  }
  const image = await request.get('/preview.png');
  expect(image.headers()['content-type']).toBe('image/png');
  expect((await image.body()).subarray(1, 4).toString()).toBe('PNG');
});
