import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

/** Figures speak to servers: how long that may take on a busy machine. */
const SOON = { timeout: 15_000 };

const figureOf = (page: Page): Locator => page.locator('figure[data-figure="auth-gate"]');
const button = (page: Page, name: string): Locator => figureOf(page).getByRole('button', { name, exact: true });
const fact = (page: Page, name: string): Locator => figureOf(page).locator(`[data-fact="${name}"] dd`);
const log = (page: Page): Locator => figureOf(page).getByRole('region', { name: 'The page’s log' });
const wire = (page: Page): Locator => figureOf(page).getByRole('region', { name: 'Captured at the edge' });

test.beforeEach(async ({ page, watch }) => {
  // What the browser writes of a refused handshake.
  watch.allow(/HTTP Authentication failed|401 \(Unauthorized\)/);
  await page.goto('/lessons/authentication');
  // Its script is loaded when it comes near the screen.
  await figureOf(page).evaluate((element) => element.scrollIntoView());
});

test('a ticket opens one connection, which may be refreshed, and is refused what is not its user’s', async ({
  page,
}) => {
  await button(page, 'Get credentials, and connect').click();
  await expect(log(page)).toContainText('"op":"authenticated","user":"ada"', SOON);
  await expect(fact(page, 'in the address')).toHaveText('a ticket', SOON);
  await expect(fact(page, 'expires in')).toHaveText(/^(?:[12]?\d) s$/);
  await button(page, 'Subscribe to user:grace').click();
  await expect(log(page)).toContainText('"code":"rejected"', SOON);
  await button(page, 'Refresh').click();
  await expect(log(page).getByText('"op":"authenticated"')).toHaveCount(2, SOON);
  await button(page, 'Revoke the user').click();
  await expect(fact(page, 'told to the script')).toHaveText('code 4401, reason "revoked"', SOON);
  await button(page, 'A used ticket').click();
  await expect(fact(page, 'told to the script')).toHaveText('code 1006, reason ""', SOON);
  await expect(fact(page, 'answer on the wire')).toContainText('401', SOON);
});

test('a token in the address is seen in the captured request, a cookie and a first message are not', async ({
  page,
}) => {
  const main = button(page, 'Get credentials, and connect');
  for (const [way, where] of [
    ['Token in the address', 'the token'],
    ['Cookie', 'nothing'],
    ['First message', 'nothing'],
  ] as const) {
    await button(page, way).click();
    await main.click();
    await expect(log(page)).toContainText('"op":"authenticated"', SOON);
    await expect(fact(page, 'in the address')).toHaveText(where, SOON);
    if (way === 'Cookie') await expect(wire(page)).toContainText(/Cookie: (?:.*; )?wirelab-[0-9a-f]{8}=/, SOON);
  }
});

test('forged tokens are refused, with a code that the script sees only after a first message', async ({ page }) => {
  for (const wrong of ['A token with alg: none', 'Another user in the token']) {
    await button(page, 'Ticket').click();
    await button(page, wrong).click();
    await expect(fact(page, 'told to the script')).toHaveText('code 1006, reason ""', SOON);
    await button(page, 'First message').click();
    await button(page, wrong).click();
    await expect(fact(page, 'told to the script')).toHaveText('code 4401, reason "unauthorized"', SOON);
  }
  await button(page, 'No credentials').click();
  await expect(fact(page, 'told to the script')).toHaveText('code 4401, reason "no-credentials"', SOON);
});

test('a stream expires with a reason, comes back, and gives up; all by keyboard', async ({ page }) => {
  test.slow();
  await page.setViewportSize({ width: 390, height: 844 });
  const press = async (name: string): Promise<void> => {
    await expect(button(page, name)).toBeEnabled();
    await button(page, name).focus();
    await page.keyboard.press('Enter');
  };
  await press('SSE');
  await expect(button(page, 'First message')).toBeDisabled();
  await press('10 s');
  await press('Get credentials, and connect');
  await expect(log(page)).toContainText('subscribed', SOON);
  await expect(log(page)).toContainText('"message":"expired"', SOON);
  await expect(fact(page, 'told to the script')).toContainText('it has given up', SOON);
  await expect(figureOf(page).getByRole('status')).toContainText('was refused when it came back');
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(width, 'what sticks out').toBeLessThanOrEqual(0);
  await expectAccessible(page);
});

test('Socket.IO: the token goes into the packet that joins, and a revoked user is told why', async ({ page }) => {
  await button(page, 'Socket.IO').click();
  await button(page, 'First message').click();
  await button(page, 'Get credentials, and connect').click();
  await expect(log(page)).toContainText('42["authenticated"', SOON);
  await button(page, 'Revoke the user').click();
  await expect(log(page)).toContainText('42["unauthorized",{"code":"unauthorized","message":"revoked"}]', SOON);
  await expect(fact(page, 'connection')).toHaveText('ended', SOON);
});
