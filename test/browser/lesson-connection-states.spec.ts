import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

/** The figure speaks to servers: how long that may take on a busy machine. */
const SOON = { timeout: 15_000 };

/** What Chromium writes about a handshake that is refused, or broken off by the page. */
const FAILED = /WebSocket (connection to .* failed|is closed before the connection is established)/;

const figure = (page: Page): Locator => page.locator('[data-figure="connection-states"]');
const button = (page: Page, name: string): Locator => figure(page).getByRole('button', { name, exact: true });
const cell = (page: Page, row: string, client: string): Locator =>
  figure(page).locator(`tr[data-row="${row}"] td[data-client="${client}"]`);
const log = (page: Page): Locator => figure(page).getByRole('region', { name: /^Log/ });
const drawing = (page: Page): Locator => figure(page).getByRole('img');

const CAME_BACK = 'reconnected after you disconnected';
const DOUBLED = 'opened a second one beside the first';
const MISREPORTED = 'said what its sockets are not';

async function connect(page: Page): Promise<void> {
  await button(page, 'Connect').click();
  for (const client of ['machine', 'by-code', 'unguarded']) {
    await expect(cell(page, 'says', client)).toHaveText('open', SOON);
  }
}

test.beforeEach(async ({ page, watch }) => {
  watch.allow(FAILED);
  await page.goto('/lessons/connection-states');
  // Its script comes with the scroll.
  await figure(page).evaluate((element) => element.scrollIntoView());
});

test('the machine does nothing wrong where the other two do, and each fault is counted', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await connect(page);
  await expect(drawing(page)).toHaveAccessibleName('The machine says: open');

  await button(page, 'Disconnect, connect at once').click();
  await expect(cell(page, DOUBLED, 'unguarded')).toHaveText('1', SOON);
  await expect(cell(page, 'sockets open now', 'unguarded')).toHaveText('2');
  await expect(log(page)).toContainText('close 1000, ignored', SOON);

  await button(page, 'Disconnect').click();
  await expect(cell(page, 'says', 'unguarded')).toHaveText('closed', SOON);
  await expect(cell(page, 'sockets open now', 'unguarded')).toHaveText('1');
  await expect(cell(page, 'says', 'by-code')).toHaveText('closed', SOON);

  await button(page, 'Connect, disconnect at once').click();
  await expect(cell(page, CAME_BACK, 'by-code')).toHaveText('1', SOON);
  await expect(cell(page, 'says', 'machine')).toHaveText('closed');
  await expect(cell(page, 'sockets open now', 'machine')).toHaveText('0');
  for (const fault of [CAME_BACK, DOUBLED, MISREPORTED]) await expect(cell(page, fault, 'machine')).toHaveText('0');

  await button(page, 'Hears old sockets').click();
  await expect(log(page)).toContainText('wrong: opened beside another');
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(width, 'what sticks out').toBeLessThanOrEqual(0);
  await expectAccessible(page);

  await button(page, 'Start over').click();
  await expect(cell(page, DOUBLED, 'unguarded')).toHaveText('0');
  await expect(cell(page, 'says', 'by-code')).toHaveText('idle');
});

test('drops, refusals and a restart lead into waits, and a final code to failed', async ({ page }) => {
  await connect(page);
  await button(page, 'Drop (RST)').click();
  await expect(log(page)).toContainText('open → waitingclose 1006', SOON);
  await expect(log(page)).toContainText(/waiting → connecting\d\.\d s are over/, SOON);
  await expect(cell(page, 'says', 'machine')).toHaveText('open', SOON);

  await button(page, 'Restart the server').click();
  await expect(log(page)).toContainText('open → waitingclose 1001', SOON);
  await expect(cell(page, 'says', 'machine')).toHaveText('open', SOON);

  await button(page, 'Refuse').click();
  await expect(log(page)).toContainText('connecting → waitingclose 1006', SOON);
  await expect(figure(page).getByRole('status')).toContainText('The edge refuses connections.');
  await button(page, 'Accept again').click();
  await expect(cell(page, 'says', 'machine')).toHaveText('open', { timeout: 40_000 });

  await button(page, 'Send too much (1009)').click();
  await expect(cell(page, 'says', 'machine')).toHaveText('failed', SOON);
  await expect(drawing(page)).toHaveAccessibleName('The machine says: failed');
});

test('without a network it rests, and tries at once when there is one', async ({ page, context, watch }) => {
  // Whatever the page asks for meanwhile, a link that it prefetches among it, cannot be had.
  watch.allow(/ERR_INTERNET_DISCONNECTED/);
  await connect(page);
  await button(page, 'Refuse').click();
  await expect(cell(page, 'says', 'machine')).not.toHaveText('open', SOON);
  await context.setOffline(true);
  await expect(cell(page, 'says', 'machine')).toHaveText('offline', SOON);
  await context.setOffline(false);
  await expect(log(page)).toContainText('offline → connecting', SOON);
});

test('a peer that falls silent changes nothing, and disconnecting does not wait for it', async ({ page }) => {
  await connect(page);
  await button(page, 'Fall silent').click();
  await button(page, 'Disconnect').click();
  await expect(cell(page, 'says', 'machine')).toHaveText('closed');
  await expect(cell(page, 'late events ignored', 'machine')).toHaveText('0');
  await button(page, 'Connect').click();
  await expect(cell(page, 'says', 'machine')).toHaveText('open', SOON);
});

test('it works by keyboard alone', async ({ page }) => {
  await expect(button(page, 'Connect')).toBeEnabled();
  await button(page, 'Connect').focus();
  await page.keyboard.press('Enter');
  await expect(cell(page, 'says', 'machine')).toHaveText('open', SOON);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(cell(page, 'says', 'machine')).toHaveText('closed', SOON);
});
