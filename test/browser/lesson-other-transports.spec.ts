import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/fixtures.ts';
import { canPeersMeet, NO_CANDIDATES } from '../support/peer-candidates.ts';

/** The figure speaks to servers: how long that may take on a busy machine. */
const SOON = { timeout: 20_000 };

const figure = (page: Page): Locator => page.locator('[data-figure="data-channel"]');
const button = (page: Page, name: string): Locator => figure(page).getByRole('button', { name, exact: true });
const note = (page: Page): Locator => figure(page).getByRole('status').first();
const trips = (page: Page, path: string, of: 'sent' | 'back' | 'median'): Locator =>
  figure(page).locator(`tr[data-path="${path}"] td[data-of="${of}"]`);
const cost = (page: Page, row: string, of: 'messages' | 'bytes'): Locator =>
  figure(page).locator(`tr[data-cost="${row}"] td[data-of="${of}"]`);
const fact = (page: Page, name: string): Locator => figure(page).locator(`[data-fact="${name}"] dd`);

async function meet(page: Page): Promise<void> {
  test.skip(!(await canPeersMeet(page)), NO_CANDIDATES);
  await button(page, 'Let two peers meet').click();
  await expect(note(page)).toContainText('They have met', SOON);
}

test.beforeEach(async ({ page }) => {
  await page.goto('/lessons/other-transports');
  // Its script comes with the scroll.
  await figure(page).evaluate((element) => element.scrollIntoView());
});

test('two peers meet over the lab, and the edge counts what that took', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  await meet(page);
  await expect(fact(page, 'A’s peer connection')).toHaveText('connected', SOON);
  await expect(figure(page).locator('tr[data-path="ordered"] td[data-of="ordered"]')).toHaveText('true');
  await expect(figure(page).locator('tr[data-path="unordered"] td[data-of="maxRetransmits"]')).toHaveText('0');

  const candidates = figure(page).getByRole('region', { name: 'Candidates' }).locator('tbody tr');
  const types = await candidates.locator('td:nth-child(2)').allTextContents();
  expect(types.length).toBeGreaterThanOrEqual(2);
  expect(new Set(types), 'nobody outside was asked').toEqual(new Set(['host']));
  // An offer and an answer, and a candidate for each line: each goes up, and comes down to the other.
  await expect(cost(page, 'handshakes', 'messages')).toHaveText('4', SOON);
  await expect(cost(page, 'descriptions', 'messages')).toHaveText('4', SOON);
  await expect(async () => {
    expect(Number(await cost(page, 'candidates', 'messages').textContent())).toBe(2 * (await candidates.count()));
  }).toPass(SOON);

  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(width, 'what sticks out').toBeLessThanOrEqual(0);
  await expectAccessible(page);
});

test('round trips are measured over three paths, and are no part of what signalling took', async ({ page }) => {
  await meet(page);
  await expect(cost(page, 'descriptions', 'messages')).toHaveText('4', SOON);
  await button(page, '30 round trips each').click();
  for (const path of ['websocket', 'ordered', 'unordered']) {
    await expect(trips(page, path, 'back'), path).toHaveText('30', SOON);
    await expect(trips(page, path, 'median'), path).toHaveText(/^\d+\.\d ms$/);
  }
  await expect(cost(page, 'descriptions', 'messages')).toHaveText('4');
});

test('without the signalling server the peers go on talking', async ({ page }) => {
  await meet(page);
  await button(page, 'Server away for 5 s, measure').click();
  await expect(trips(page, 'unordered', 'back')).toHaveText('30', SOON);
  await expect(trips(page, 'ordered', 'back')).toHaveText('30');
  await expect(trips(page, 'websocket', 'sent')).toHaveText('not open');
  await expect(fact(page, 'signalling of A')).toHaveText('ended, 1001');
  await expect(note(page)).toContainText('the two still speak with each other', SOON);
});

test('A is told when B leaves, and the two can meet anew by keyboard', async ({ page }) => {
  await meet(page);
  await button(page, 'B leaves').click();
  await expect(note(page)).toContainText('the other peer closed the connection', SOON);
  await expect(button(page, '30 round trips each')).toBeDisabled();
  await button(page, 'Let two peers meet anew').focus();
  await page.keyboard.press('Enter');
  await expect(note(page)).toContainText('They have met', SOON);
});

test('a browser without peer connections is told so', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'RTCPeerConnection'));
  await page.reload();
  await figure(page).evaluate((element) => element.scrollIntoView());
  await expect(figure(page).locator('tr[data-feature="RTCPeerConnection"]')).toContainText('missing');
  await button(page, 'Let two peers meet').click();
  await expect(note(page)).toContainText('This browser has no RTCPeerConnection', SOON);
});

test('peers that are told no candidates do not meet, and it is said why', async ({ page }) => {
  await page.addInitScript(() => {
    const { addEventListener } = RTCPeerConnection.prototype;
    RTCPeerConnection.prototype.addEventListener = function (this: RTCPeerConnection, ...given: unknown[]) {
      if (given[0] !== 'icecandidate') Reflect.apply(addEventListener, this, given);
    };
  });
  await page.reload();
  await figure(page).evaluate((element) => element.scrollIntoView());
  await button(page, 'Let two peers meet').click();
  await expect(note(page)).toContainText('They did not meet: no candidate was offered', SOON);
});
