import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

/** A batch, its readers and the log: how long a run may take on a busy machine. */
const SOON = { timeout: 45_000 };

const button = (within: Locator, name: string): Locator => within.getByRole('button', { name, exact: true });

async function openLesson(page: Page): Promise<Locator> {
  await page.goto('/lessons/delivery');
  const own = page.locator('[data-figure="delivery-ledger"]');
  await own.evaluate((element) => element.scrollIntoView());
  // Of a button: a fieldset itself always counts as enabled.
  await expect(button(own, 'Publish 50 messages')).toBeEnabled(SOON);
  return own;
}

/** Publishes a batch, and reads the row of its policy. */
async function publish(own: Locator, label: string, policy: string): Promise<Record<string, number>> {
  await button(own, label).click();
  await button(own, 'Publish 50 messages').click();
  await expect(button(own, 'Publish 50 messages'), 'the run is over').toBeEnabled(SOON);
  const row = own.locator(`tr[data-policy="${policy}"]`);
  await expect(row.locator('[data-value="entries"]')).toHaveText(/^\d+$/, SOON);
  const names = ['sent', 'sends', 'entries', 'lost', 'doubled', 'reordered'];
  const values = await Promise.all(names.map((name) => row.locator(`[data-value="${name}"]`).innerText()));
  return Object.fromEntries(names.map((name, index) => [name, Number(values[index])]));
}

const reader = (own: Locator, name: string, value: string): Locator =>
  own.locator(`tr[data-reader="${name}"] [data-value="${value}"]`);

test.beforeEach(({ watch }) => watch.allow(/WebSocket connection .* failed|ERR_CONNECTION/));

test('one connection loses nothing, with the keyboard alone', async ({ page }) => {
  const own = await openLesson(page);
  await button(own, 'never').focus();
  await page.keyboard.press('Enter');
  await button(own, 'Publish 50 messages').focus();
  await page.keyboard.press('Enter');
  await expect(own.getByRole('status')).toContainText('0 lost, 0 doubled, 0 out of order', SOON);
  for (const name of ['resuming', 'starting']) {
    await expect(reader(own, name, 'received')).toHaveText('50');
    await expect(reader(own, name, 'missed')).toHaveText('0');
  }
});

test('each policy gives what it promises, and all stay beside each other', async ({ page }) => {
  test.setTimeout(240_000);
  const own = await openLesson(page);
  const before = await own.evaluate((element) => element.getBoundingClientRect().height);

  const forget = await publish(own, 'Send and forget', 'forget');
  expect(forget).toMatchObject({ sent: 50, sends: 50, doubled: 0 });
  expect(forget.lost).toBeGreaterThan(0);
  expect(forget.entries).toBe(50 - (forget.lost ?? 0));

  await button(own, '6×').click();
  let resend = await publish(own, 'Resend, new id', 'resend');
  // Which acknowledgements are lost is chance, and on a machine that stutters it may be none of a run.
  for (let more = 0; more < 3 && resend.doubled === 0; more++) {
    resend = await publish(own, 'Resend, new id', 'resend');
  }
  expect(resend.lost).toBe(0);
  expect(resend.doubled).toBeGreaterThan(0);
  await expect(own.getByRole('listitem').filter({ hasText: '+' })).toHaveCount(resend.doubled ?? -1);

  const same = await publish(own, 'Resend, same id', 'resend-id');
  expect(same).toMatchObject({ entries: 50, lost: 0, doubled: 0 });

  const first = await publish(own, 'Same id, oldest first', 'in-order');
  expect(first).toMatchObject({ entries: 50, lost: 0, doubled: 0, reordered: 0 });
  await expect(reader(own, 'resuming', 'received')).toHaveText('50');
  await expect(reader(own, 'resuming', 'missed')).toHaveText('0');
  expect(Number(await reader(own, 'starting', 'missed').innerText())).toBeGreaterThan(0);

  expect(await own.evaluate((element) => element.getBoundingClientRect().height), 'nothing has moved').toBe(before);
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await expectAccessible(page);
});

test('a run that is stopped leaves nothing in the way of the next one', async ({ page }) => {
  test.setTimeout(120_000);
  const own = await openLesson(page);
  await button(own, 'Publish 50 messages').click();
  await expect(own.getByRole('status')).toContainText('are sent', SOON);
  await button(own, 'Stop').click();
  await expect(button(own, 'Publish 50 messages')).toBeEnabled();
  await expect(own.locator('tr[data-policy="forget"] [data-value="entries"]')).toHaveText('–');
  await publish(own, 'Same id, oldest first', 'in-order');
});
