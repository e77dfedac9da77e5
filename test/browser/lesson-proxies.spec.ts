import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

/** A run takes about eleven seconds, and longer on a busy machine. */
const RUN = { timeout: 75_000 };

const figure = (page: Page): Locator => page.locator('[data-figure="proxy-path"]');
const button = (page: Page, name: string): Locator => figure(page).getByRole('button', { name, exact: true });
const cell = (page: Page, reader: string, value: string): Locator =>
  figure(page).locator(`tr[data-reader="${reader}"] td[data-value="${value}"]`);
const READERS = ['sse', 'long-polling', 'websocket'] as const;

/** Chooses what stands between, and lets a hundred events pass. */
async function send(page: Page, path: string): Promise<void> {
  await button(page, path).click();
  await button(page, 'Send 100 events').click();
  await expect(button(page, 'Send 100 events'), 'the run is over').toBeEnabled(RUN);
  await expect(figure(page).getByRole('status').first()).toContainText('0 were lost and 0 came twice');
  for (const reader of READERS) {
    await expect(cell(page, reader, 'received')).toHaveText('100 of 100');
    await expect(cell(page, reader, 'lost')).toHaveText('0');
  }
}

const numberIn = async (where: Locator): Promise<number> => Number.parseFloat(await where.innerText());

test.beforeEach(async ({ page, watch }) => {
  test.setTimeout(180_000);
  watch.allow(/WebSocket connection .* failed|ERR_|503 \(Service Unavailable\)/);
  await page.goto('/lessons/proxies');
  // Its script comes with the scroll.
  await figure(page).evaluate((element) => element.scrollIntoView());
  await expect(figure(page).getByRole('button', { name: 'Buffers answers', exact: true })).toBeEnabled();
});

test('a proxy that buffers holds the event stream back, and neither of the others', async ({ page }) => {
  const before = await figure(page).evaluate((element) => element.getBoundingClientRect().height);
  await send(page, 'Buffers answers');
  const [stream, polled, socket] = await Promise.all(READERS.map((id) => numberIn(cell(page, id, 'largest'))));
  expect(stream).toBeGreaterThanOrEqual(10);
  expect(await numberIn(cell(page, 'sse', 'pieces'))).toBeLessThan(await numberIn(cell(page, 'websocket', 'pieces')));
  expect(Math.max(polled ?? 0, socket ?? 0)).toBeLessThan(stream ?? 0);
  for (const reader of READERS) await expect(cell(page, reader, 'cut')).toHaveText('0×');
  expect(await figure(page).evaluate((element) => element.getBoundingClientRect().height)).toBe(before);

  await page.setViewportSize({ width: 320, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await expectAccessible(page);
});

test('a deploy tells each client in its own way, and none loses an event', async ({ page }) => {
  await send(page, 'The server is deployed');
  await expect(cell(page, 'websocket', 'cut')).not.toHaveText('0×');
  for (const reader of READERS) {
    expect(await numberIn(cell(page, reader, 'away')), reader).toBeGreaterThan(1);
    await expect(cell(page, reader, 'told')).not.toHaveText('nothing');
  }
});

test('connections that are cut again and again cost no event, with the keyboard alone', async ({ page }) => {
  await expect(button(page, 'Cuts after 2 s')).toBeEnabled();
  await button(page, 'Cuts after 2 s').focus();
  await page.keyboard.press('Enter');
  await button(page, 'Send 100 events').focus();
  await page.keyboard.press('Enter');
  await expect(button(page, 'Send 100 events')).toBeDisabled();
  await expect(figure(page).getByRole('status').first()).toContainText('0 were lost and 0 came twice', RUN);
  for (const reader of ['sse', 'websocket'])
    expect(await numberIn(cell(page, reader, 'cut'))).toBeGreaterThanOrEqual(2);
});

test('a run that is stopped says so, and leaves the edge as it was', async ({ page }) => {
  await button(page, 'Buffers answers').click();
  await button(page, 'Send 100 events').click();
  await expect(figure(page).getByRole('status').first()).toContainText('Ten events a second', RUN);
  await button(page, 'Stop').click();
  await expect(button(page, 'Send 100 events')).toBeEnabled(RUN);
  await expect(figure(page).getByRole('status').first()).toContainText('The run was stopped');
  await send(page, 'Passes all on');
  expect(await numberIn(cell(page, 'sse', 'pieces')), 'not collected any more').toBeGreaterThan(50);
});
