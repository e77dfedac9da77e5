import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

/** Figures speak to servers: how long that may take on a busy machine. */
const SOON = { timeout: 15_000 };

const figureOf = (page: Page): Locator => page.locator('figure[data-figure="attack-range"]');
const button = (page: Page, name: string): Locator => figureOf(page).getByRole('button', { name, exact: true });
const fact = (page: Page, name: string): Locator => figureOf(page).locator(`[data-fact="${name}"] dd`);
const note = (page: Page): Locator => figureOf(page).getByRole('status');

test.beforeEach(async ({ page, watch }) => {
  // What the browser writes of the refused handshake of the frame.
  watch.allow(/Unexpected response code: 403/);
  await page.goto('/lessons/untrusted-input');
  // Its script is loaded when it comes near the screen.
  await figureOf(page).evaluate((element) => element.scrollIntoView());
});

/** Makes an attack, and expects its answer, and that the server still serves somebody else. */
async function expectAnswer(page: Page, attack: string, answer: string | RegExp): Promise<void> {
  await button(page, attack).click();
  await expect(note(page)).toContainText(attack, SOON);
  await expect(fact(page, 'answer')).toHaveText(answer, SOON);
  await expect(fact(page, 'another client, then')).toHaveText(/^answered in [\d.,]+ ms$/, SOON);
}

test('a foreign page, a foreign host and a frame without origin are refused before the upgrade', async ({ page }) => {
  await expectAnswer(page, 'A foreign page', '403 forbidden-origin');
  await expectAnswer(page, 'A foreign host', '421 forbidden-host');
  await expectAnswer(page, 'A sandboxed frame', '403 forbidden-origin');
  await expect(note(page)).toContainText('The frame’s script was told: close 1006, as null');
  await expect(figureOf(page).getByRole('region', { name: /^What was sent/ })).toContainText('Origin: null');
});

test('floods are limited, and counted whole', async ({ page }) => {
  await expectAnswer(page, '260 messages at once', /^\d+ × unsubscribed, \d+ × error rate-limited, retryAfterMs \d+$/);
  const [served = 0, limited = 0] = (await fact(page, 'answer').innerText()).match(/\d+(?= ×)/g)?.map(Number) ?? [];
  expect(served + limited).toBe(260);
  expect(served).toBeGreaterThanOrEqual(200);
  expect(limited).toBeGreaterThan(0);
  await expectAnswer(page, '17 topics', '16 × subscribed, error too-many-topics');
  await expectAnswer(page, 'A frame of 10 MB, announced', /^close 1009/);
  await expectAnswer(page, 'A body of 10 MB, announced', /^413 /);
  await expect(figureOf(page).locator('tr[data-attack]')).toHaveCount(4);
});

test('half a handshake is ended by the server, after a while', async ({ page }) => {
  test.slow();
  await expect(button(page, 'Half a handshake')).toBeEnabled();
  await button(page, 'Half a handshake').focus();
  await page.keyboard.press('Enter');
  await expect(fact(page, 'answer')).toHaveText(/^400 /, { timeout: 40_000 });
  await expect(fact(page, 'another client, then')).toHaveText(/^answered in /, SOON);
});

test('what is no message is answered, and what is illegal ends its connection alone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const attack of ['null', 'A list for a topic', '__proto__', '40 brackets deep']) {
    await expectAnswer(page, attack, 'error bad-request');
  }
  await expectAnswer(page, 'Not UTF-8', /^close 1007/);
  await expectAnswer(page, 'An unmasked frame', /^close 1002/);
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(width, 'what sticks out').toBeLessThanOrEqual(0);
  await expectAccessible(page);
});

test('markup is data here, and runs in the frame that takes it for HTML', async ({ page }) => {
  await button(page, 'Markup in a message').click();
  await expect(fact(page, 'answer')).toHaveText('subscribed, ack, event', SOON);
  await expect(figureOf(page).locator('[data-shown="text"]')).toContainText('<img src="data:,"');
  await expect(note(page)).toContainText('In the frame, innerHTML ran its script.', SOON);
  await expectAccessible(page);
});
