import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';

const KEY = 'wirelab.reading';
const row = (page: Page, slug: string) => page.getByRole('main').locator(`[data-lesson=${slug}]`);

async function seed(page: Page, lessons: object): Promise<void> {
  await page.goto('/lessons');
  await page.evaluate(([key, text]) => localStorage.setItem(key, text), [
    KEY,
    JSON.stringify({ version: 1, lessons }),
  ] as const);
  await page.reload();
}

const begun = {
  closing: {
    since: 0,
    readAt: 0,
    place: { id: 'on-the-wire', title: 'On the wire', at: 9 },
    seen: { 'you-will-learn': 3 },
    answered: {},
  },
};

test('a section that stays on the screen to its end is read, and the lists of lessons lead back to it', async ({
  page,
}) => {
  await page.goto('/lessons/closing');
  await expect(page.locator('[data-toc] a[data-seen]')).toHaveCount(0);
  await page.getByRole('heading', { name: 'The states' }).evaluate((element) => element.scrollIntoView());
  await page.evaluate(() =>
    document.getElementById('the-states')?.scrollIntoView({ block: 'center', behavior: 'instant' }),
  );
  const toc = page.getByRole('navigation', { name: 'In this lesson and its part' });
  await expect(toc.getByRole('link', { name: /^End one/ })).toHaveAttribute('data-seen', '');
  await expect(page.locator('[data-left]').first()).toHaveText(/^about \d+ min left$/);

  await page.goto('/lessons');
  await expect(row(page, 'closing')).toHaveAttribute('data-reading', 'begun');
  await expect(row(page, 'closing')).toContainText(/\d of \d read/);
  await page.goto('/');
  await expect(page.getByText('Go on where you left off:')).toBeVisible();
  await page.locator('[data-resume] a').click();
  await expect(page).toHaveURL(/\/lessons\/closing#[a-z-]+$/);
});

test('who leaps to the end has not read the middle', async ({ page }) => {
  await page.goto('/lessons/closing');
  await page.evaluate(() => scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' }));
  await expect(page.locator('[data-read-state]')).toHaveText(/^[01] of \d+ sections read/);
  await expect(page.locator('[data-toc] a', { hasText: 'The states' }).first()).not.toHaveAttribute('data-seen');
});

test('a lesson is marked as read, that is taken back, and a second tab follows both', async ({ context, page }) => {
  const other = await context.newPage();
  await other.goto('/lessons');
  await page.goto('/lessons/closing');
  await page.getByRole('button', { name: 'Mark as read' }).click();
  await expect(page.locator('[data-read-state]')).toHaveText(/^Read\./);
  await expect(row(other, 'closing')).toHaveAttribute('data-reading', 'read');
  await expect(other.getByText('1 of', { exact: false }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Mark as not read' }).click();
  await expect(row(other, 'closing')).not.toHaveAttribute('data-reading', 'read');
  await expect(page.getByRole('button', { name: 'Mark as read' })).toBeVisible();
});

test('a question counts as answered once its right answer was opened', async ({ page }) => {
  await page.goto('/lessons/closing');
  const state = page.locator('[data-read-state]');
  await page.locator('[data-right=false] > summary').first().click();
  await page.locator('[data-right=true] > summary').first().click();
  await expect(state).toContainText('1 of 4 questions answered');
  await page.reload();
  await page.mouse.wheel(0, 300);
  await expect(state).toContainText('1 of 4 questions answered');
});

test('all of it is forgotten on demand, in every tab', async ({ context, page }) => {
  await seed(page, begun);
  const other = await context.newPage();
  await other.goto('/');
  await expect(other.locator('[data-resume]')).toContainText('States and close codes, On the wire');
  await page.getByText('Forget what was read').click();
  await page.getByRole('button', { name: 'Forget it' }).click();
  await expect(row(page, 'closing')).toHaveAttribute('data-reading', 'new');
  await expect(other.locator('[data-resume]')).toContainText('Begin at the beginning');
});

test('nothing moves when what was read is shown', async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(globalThis, { shifts: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        (globalThis as unknown as { shifts: number }).shifts += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await seed(page, begun);
  for (const [path, width] of [
    ['/', 1280],
    ['/', 390],
    ['/lessons', 1280],
    ['/lessons', 320],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(path);
    await expect(page.locator('[data-resume]')).toContainText('where you left off');
    expect(await page.evaluate(() => (globalThis as unknown as { shifts: number }).shifts)).toBeLessThan(0.0005);
  }
});

test('a browser that keeps nothing, or garbage, still shows what was read here', async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('No room', 'QuotaExceededError');
    };
  });
  await page.goto('/lessons/closing');
  await page.getByRole('button', { name: 'Mark as read' }).click();
  await expect(page.locator('[data-read-state]')).toContainText('Read.');
  await expect(page.locator('[data-read-state]')).toContainText('This browser does not keep it.');
  await page.evaluate((key) => Object.assign(localStorage, { [key]: '{"lessons":[[' }), KEY);
  await page.goto('/lessons');
  await expect(row(page, 'closing')).toHaveAttribute('data-reading', 'new');
});
