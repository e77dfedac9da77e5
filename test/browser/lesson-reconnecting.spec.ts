import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

/** A herd connects, loses its server and comes back: how long that may take on a busy machine. */
const SOON = { timeout: 40_000 };

const button = (within: Locator, name: string): Locator => within.getByRole('button', { name, exact: true });
const cell = (own: Locator, strategy: string, name: string): Locator =>
  own.locator(`tr[data-strategy="${strategy}"] [data-value="${name}"]`);
const fact = (own: Locator, name: string): Locator => own.locator(`[data-sum="${name}"] dd`);
const states = (own: Locator): Locator => own.locator('tr[data-state]');

async function openLesson(page: Page): Promise<Locator> {
  await page.goto('/lessons/reconnecting');
  const own = page.locator('[data-figure="reconnect-herd"]');
  await own.evaluate((element) => element.scrollIntoView());
  // Of a button: a fieldset itself always counts as enabled.
  await expect(button(own, 'Connect the herd, restart its server')).toBeEnabled(SOON);
  return own;
}

async function runHerd(own: Locator, label: string, strategy: string): Promise<number> {
  await button(own, label).click();
  await button(own, 'Connect the herd, restart its server').click();
  await expect(cell(own, strategy, 'back')).toHaveText(/^\d+\.\d s$/, SOON);
  return Number(await cell(own, strategy, 'asked').innerText());
}

test.beforeEach(({ watch }) => watch.allow(/WebSocket connection .* failed|ERR_CONNECTION|ERR_INTERNET/));

test('a herd asks together without jitter and apart with it, and both runs stay beside each other', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const own = await openLesson(page);
  const before = await own.evaluate((element) => element.getBoundingClientRect().height);
  const together = await runHerd(own, 'Exponential', 'exponential');
  const apart = await runHerd(own, 'Full jitter', 'full-jitter');
  expect(together).toBeGreaterThanOrEqual(10);
  expect(apart).toBeLessThan(together);
  await expect(cell(own, 'exponential', 'asked')).toHaveText(String(together));
  // Nobody is missing at the edge: each try of the page is a connection there, and twelve of them stand in the end.
  expect(Number(await cell(own, 'exponential', 'tries').innerText())).toBeGreaterThanOrEqual(24);
  await expect(own.getByRole('region', { name: 'Tries per 100 ms' }).locator('tbody tr').first()).toBeVisible();
  expect(await own.evaluate((element) => element.getBoundingClientRect().height), 'nothing has moved').toBe(before);
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await expectAccessible(page);
});

test('a run is stopped, and another one goes through', async ({ page }) => {
  test.setTimeout(120_000);
  const own = await openLesson(page);
  await button(own, '6 s').click();
  await button(own, 'Connect the herd, restart its server').click();
  await expect(own.getByRole('status')).toContainText('The server restarts', SOON);
  await button(own, 'Stop').click();
  await expect(cell(own, 'exponential', 'tries')).toHaveText('–');
  await button(own, '0 s').click();
  await expect(button(own, 'Connect the herd, restart its server')).toBeEnabled();
  await runHerd(own, '1 s each time', 'fixed');
});

test('one client goes on while the edge is down, pauses while the page is offline, and comes back once', async ({
  page,
  context,
}) => {
  const own = await openLesson(page);
  await button(own, 'Connect one client').focus();
  await page.keyboard.press('Enter');
  await expect(fact(own, 'state')).toHaveText('open', SOON);
  await expect(fact(own, 'sockets')).toHaveText('1');

  await button(own, 'Take the edge down').click();
  await expect.poll(async () => Number(await fact(own, 'sockets').innerText()), SOON).toBeGreaterThanOrEqual(3);
  await expect(fact(own, 'onLine')).toHaveText('true');

  await context.setOffline(true);
  await expect(fact(own, 'onLine')).toHaveText('false');
  await expect(fact(own, 'state')).toHaveText('paused', SOON);
  await button(own, 'Bring the edge up').click();
  await expect(own.getByRole('status')).toContainText(/Nothing answers|unreachable/i, SOON);
  const tried = Number(await fact(own, 'sockets').innerText());

  await context.setOffline(false);
  await expect(states(own).first()).toHaveAttribute('data-state', /waiting|connecting|open/, SOON);
  await button(own, 'Bring the edge up').click();
  await expect(fact(own, 'state')).toHaveText('open', SOON);
  expect(Number(await fact(own, 'sockets').innerText())).toBeGreaterThan(tried);

  await button(own, 'Close').click();
  await expect(fact(own, 'state')).toHaveText('closed');
  await expect(button(own, 'Retry now')).toBeDisabled();
});

test('a client that is closed while it waits does not come back', async ({ page }) => {
  const own = await openLesson(page);
  await button(own, 'Connect one client').click();
  await expect(fact(own, 'state')).toHaveText('open', SOON);
  await button(own, 'Take the edge down').click();
  await expect(fact(own, 'edge')).toHaveText('down', SOON);
  await expect.poll(async () => Number(await fact(own, 'sockets').innerText()), SOON).toBeGreaterThanOrEqual(3);
  await button(own, 'Close').click();
  await expect(fact(own, 'state')).toHaveText('closed');
  const made = await fact(own, 'sockets').innerText();
  await button(own, 'Bring the edge up').click();
  await expect(fact(own, 'edge')).toHaveText('up', SOON);
  await expect(fact(own, 'sockets')).toHaveText(made);
  await expect(states(own).first()).toHaveAttribute('data-state', 'closed');
});
