import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

const field = (page: Page) => page.getByRole('combobox', { name: /^Search/ });
const options = (page: Page) => page.getByRole('option');

/** The keys work once the page has its script. */
async function open(page: Page, key = 'Control+k'): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await expect(field(page)).toBeFocused({ timeout: 1_000 });
  }).toPass();
}

test('⌘K, Ctrl-K, / and a button open it, and what opened it has the focus again', async ({ page }) => {
  await page.goto('/');
  for (const key of ['Control+k', 'Meta+k', '/']) {
    await open(page, key);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  const button = page.getByRole('banner').getByRole('button', { name: 'Search' });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
});

test('its script and its index come when it is first opened, and not before', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/lessons/closing');
  await page.waitForLoadState('networkidle');
  expect(asked).not.toContain('/search.json');
  const before = asked.filter((path) => path.endsWith('.js')).length;
  await open(page);
  await expect.poll(() => asked.filter((path) => path === '/search.json')).toHaveLength(1);
  expect(asked.filter((path) => path.endsWith('.js')).length).toBeGreaterThan(before);
});

test('what is typed is found with its words marked, in groups, and opened by Enter', async ({ page }) => {
  await page.goto('/');
  await open(page);
  await page.keyboard.type('hearbeats half-open');
  await expect(options(page).first()).toHaveAttribute('aria-selected', 'true');
  await expect(options(page).first()).toHaveAttribute('href', '/lessons/heartbeats');
  await expect(options(page).first().locator('mark').first()).toHaveText(/heartbeats/i);
  await expect(page.getByRole('listbox').getByRole('group', { name: 'Lessons' })).toBeVisible();
  await expectAccessible(page);

  const first = await field(page).getAttribute('aria-activedescendant');
  await page.keyboard.press('ArrowDown');
  await expect(field(page)).not.toHaveAttribute('aria-activedescendant', first ?? '');
  await expect(options(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(options(page).last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/lessons\/heartbeats$/);

  await open(page);
  await expect(page.getByRole('group', { name: 'Opened last' }).getByRole('option')).toHaveCount(1);
});

test('a result is opened in a new tab with a modifier, by key and by click', async ({ context, page }) => {
  await page.goto('/');
  await open(page);
  await page.keyboard.type('close codes');
  await expect(options(page).first()).toBeVisible();
  for (const act of [
    () => page.keyboard.press('Control+Enter'),
    () =>
      options(page)
        .first()
        .click({ modifiers: ['Control'] }),
  ]) {
    const [tab] = await Promise.all([context.waitForEvent('page'), act()]);
    await tab.waitForURL(/\/lessons\/|\/claims|\/sheets|\/glossary/);
    await tab.close();
  }
  await expect(field(page)).toBeVisible();
});

test('a section of the page that is open is scrolled to', async ({ page }) => {
  await page.goto('/lessons/closing');
  await open(page);
  await page.keyboard.type('other side is gone');
  await options(page).filter({ hasText: 'When the other side is gone' }).first().click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'When the other side is gone' })).toBeInViewport();
});

test('it says what to do while nothing is typed, and that nothing was found', async ({ page }) => {
  await page.goto('/');
  await open(page);
  const status = page.getByRole('dialog').getByRole('status');
  await expect(status).toHaveText(/^Try /);
  await page.keyboard.type('zzqxv');
  await expect(status).toHaveText('Nothing has “zzqxv” in it. Try fewer words, or others.');
  await expect(options(page)).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(field(page)).toBeFocused();
});

test('it goes on when the network is gone, and says so where the index never came', async ({
  context,
  page,
  watch,
}) => {
  watch.allow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
  await page.goto('/');
  await page.route('**/search.json', (route) => route.abort());
  await open(page);
  const status = page.getByRole('dialog').getByRole('status');
  await expect(status).toContainText('could not be loaded');
  await page.unroute('**/search.json');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(status).toHaveText(/^Try /);

  await context.setOffline(true);
  await page.keyboard.press('Escape');
  await open(page);
  await page.keyboard.type('jitter');
  await expect(options(page).first()).toBeVisible();
});

test('on a phone it has the whole screen, and a touch opens what it touches', async ({ browser, site }) => {
  const context = await browser.newContext({
    viewport: { width: 320, height: 640 },
    hasTouch: true,
    baseURL: site.url,
  });
  const page = await context.newPage();
  await page.goto('/lessons');
  const button = page.getByRole('banner').getByRole('button', { name: 'Search' });
  await expect(async () => {
    await button.tap();
    await expect(field(page)).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.type('reconnecting');
  await expect(options(page).first()).toBeVisible();
  const wide = await page.evaluate(() => {
    const dialog = document.querySelector('dialog');
    return [document.documentElement.scrollWidth, dialog?.scrollWidth, dialog?.getBoundingClientRect().width];
  });
  expect(wide).toEqual([320, 320, 320]);
  await options(page).first().tap();
  await expect(page).toHaveURL(/\/lessons\/reconnecting/);
  await context.close();
});

test('? lists the keys of the page, which can be turned off', async ({ page }) => {
  await page.goto('/compare');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await expect(async () => {
    await page.keyboard.press('?');
    await expect(dialog).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(dialog).toContainText('publish over the first to the fifth lane');
  await expect(dialog).not.toContainText('the next lesson');
  await expectAccessible(page);
  await dialog.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.goto('/lessons/closing');
  await page.getByRole('contentinfo').getByRole('button', { name: /^Keys/ }).click();
  await expect(dialog).toContainText('the next lesson');
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.keyboard.press('j');
  await expect(page).toHaveURL(/\/lessons\/browser-api$/);
});
