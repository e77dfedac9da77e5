import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

/** The figure speaks to servers: how long that may take on a busy machine. */
const SOON = { timeout: 15_000 };

/** What Chromium writes about a handshake that the page gives up. */
const GIVEN_UP = /WebSocket (connection to .* failed|is closed before the connection is established)/;

const figure = (page: Page): Locator => page.locator('[data-figure="half-open"]');
const button = (page: Page, name: string): Locator => figure(page).getByRole('button', { name, exact: true });
const cell = (page: Page, row: string, client: 'plain' | 'asking'): Locator =>
  figure(page).locator(`tr[data-row="${row}"] td[data-client="${client}"]`);
const cost = (page: Page, row: string, of: 'frames' | 'bytes'): Locator =>
  figure(page).locator(`tr[data-row="${row}"] td[data-of="${of}"]`);
const log = (page: Page, name: string): Locator =>
  figure(page).getByRole('region', { name: `Log: ${name}`, exact: true });

async function openBoth(page: Page): Promise<void> {
  await button(page, 'Open both').click();
  await expect(cell(page, 'readyState', 'plain')).toHaveText('1 OPEN', SOON);
  await expect(cell(page, 'readyState', 'asking')).toHaveText('1 OPEN', SOON);
}

test.beforeEach(async ({ page, watch }) => {
  watch.allow(GIVEN_UP);
  await page.goto('/lessons/heartbeats');
  // Its script comes with the scroll.
  await figure(page).evaluate((element) => element.scrollIntoView());
});

test('with a heartbeat a silent peer is noticed and replaced; without one it looks open', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await button(page, '2 s').click();
  await openBoth(page);
  await expect(log(page, 'With a heartbeat')).toContainText(/question 1.*answer after/s, SOON);
  await button(page, 'Let the peer fall silent').click();
  await expect(cell(page, 'the end was noticed', 'asking')).toHaveText(/^after \d\.\d s$/, SOON);
  await expect(cell(page, 'connections that stood', 'asking')).toHaveText('2', SOON);
  await expect(cell(page, 'a new one stood', 'asking')).toHaveText(/^\d\.\d{3} s later$/);
  await expect(cell(page, 'readyState', 'plain')).toHaveText('1 OPEN');
  await expect(cell(page, 'the end was noticed', 'plain')).toHaveText(/^not for \d+\.\d s$/);

  await button(page, 'close(1000)').click();
  await expect(cell(page, 'readyState', 'plain')).toHaveText('2 CLOSING', SOON);
  await expect(cell(page, 'close() waits', 'plain')).toHaveText(/^for \d+\.\d s$/);
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(width, 'what sticks out').toBeLessThanOrEqual(0);
  await expectAccessible(page);
});

test('what a heartbeat costs is counted at the edge, frame by frame', async ({ page }) => {
  await openBoth(page);
  await expect(cost(page, 'answers', 'frames')).toHaveText(/^[2-9]$/, SOON);
  // A header of 6 bytes, and the question, whose number has one digit until the tenth.
  const questionBytes = 6 + JSON.stringify({ op: 'unsubscribe', topic: 'alive.1' }).length;
  // Both at one moment: the next question may come between two looks.
  const [frames = 0, bytes = 0] = await figure(page)
    .locator('tr[data-row="questions"] td')
    .evaluateAll((cells) => cells.map(({ textContent }) => Number(textContent)));
  expect(frames).toBeGreaterThanOrEqual(2);
  expect(bytes).toBe(frames * questionBytes);
  await button(page, '25 s').click();
  await expect(cost(page, 'questions', 'frames')).toHaveText('0', SOON);
});

test('a connection that is cut is noticed by both, and each comes back', async ({ page }) => {
  await openBoth(page);
  await button(page, 'Cut with a RST').click();
  for (const client of ['plain', 'asking'] as const) {
    await expect(cell(page, 'the end was noticed', client)).toHaveText('close 1006', SOON);
    await expect(cell(page, 'connections that stood', client)).toHaveText('2', SOON);
  }
});

test('a stall fills bufferedAmount, and a heartbeat takes it for a death', async ({ page }) => {
  await openBoth(page);
  await button(page, 'Stall the edge, send 12 MB').click();
  await expect(cell(page, 'bufferedAmount', 'plain')).toHaveText(/^\d+(,\d{3})+ B$/, SOON);
  await expect(log(page, 'With a heartbeat')).toContainText('silent for 1500 ms: dead', SOON);
  await button(page, 'Lift the stall').click();
  await expect(cell(page, 'bufferedAmount', 'plain')).toHaveText('0 B', SOON);
  await expect(cell(page, 'connections that stood', 'plain')).toHaveText('1');
  await expect(cell(page, 'readyState', 'asking')).toHaveText('1 OPEN', SOON);
});

test('it works by keyboard alone', async ({ page }) => {
  await expect(button(page, 'Open both')).toBeEnabled();
  await button(page, 'Open both').focus();
  await page.keyboard.press('Enter');
  await expect(cell(page, 'readyState', 'asking')).toHaveText('1 OPEN', SOON);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(cell(page, 'connections that stood', 'asking')).toHaveText('2', SOON);
});
