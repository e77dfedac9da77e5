import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

/** A run takes as long as its line needs, and that on a busy machine. */
const LONG = { timeout: 60_000 };

const button = (within: Locator, name: string): Locator => within.getByRole('button', { name, exact: true });
const cell = (row: Locator, place: number): Locator => row.locator('td').nth(place);
const numberIn = async (at: Locator): Promise<number> => Number((await at.innerText()).replace(/[^\d.]/g, ''));

async function openLesson(page: Page): Promise<Locator> {
  await page.goto('/lessons/backpressure');
  const own = page.locator('[data-figure="backpressure"]');
  await own.evaluate((element) => element.scrollIntoView());
  await expect(button(own, 'Send everything')).toBeEnabled(LONG);
  return own;
}

test.beforeEach(({ watch }) => watch.allow(/WebSocket connection .* failed|ERR_CONNECTION/));

test('everything that is sent arrives late, and the newest by acknowledgement at once, with fewer bytes', async ({
  page,
}) => {
  test.setTimeout(150_000);
  const own = await openLesson(page);
  const over = own.getByRole('status').filter({ hasText: 'The run is over. The edge' });
  const all = own.locator('tr[data-sender="all"]');
  await button(own, 'Send everything').click();
  await expect(all).toHaveAttribute('data-state', 'done', LONG);
  await expect(cell(all, 0)).toHaveText('200 of 200');
  await expect(cell(all, 1)).toHaveText('200');
  await expect(cell(all, 7)).toHaveText(/^\d+\.\d s$/);

  await button(own, 'Newest, by acknowledgement').click(LONG);
  const newest = own.locator('tr[data-sender="window"]');
  await expect(newest).toHaveAttribute('data-state', 'done', LONG);
  await expect(over).toBeVisible(LONG);
  const [sent, made] = (await cell(newest, 0).innerText()).split(' of ').map(Number);
  expect(made).toBe(200);
  expect(sent).toBeLessThan(180);
  expect(await numberIn(cell(newest, 2))).toBeLessThan(await numberIn(cell(all, 2)));
  await expect(cell(newest, 4)).toHaveText(/^[01]$/);
  await expect(own.locator('polyline')).toHaveCount(2);

  await page.setViewportSize({ width: 320, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await expectAccessible(page);
});

test('a reader on a narrow line falls behind until the lab resets it', async ({ page }) => {
  test.setTimeout(120_000);
  const own = await openLesson(page);
  await button(own, 'A line of 2,000 KB/s').focus();
  await page.keyboard.press('Enter');
  const reset = own.locator('tr[data-reset]');
  await expect(reset).toContainText('never come', LONG);
  const [newest, last] = [await numberIn(cell(reset, 0)), await numberIn(cell(reset, 1))];
  expect(newest - last).toBeGreaterThan(10_000);
});

test('batches need fewer frames, fewer bytes and less time than waiting for each', async ({ page }) => {
  const own = await openLesson(page);
  await button(own, 'Send 100 positions in three ways').click();
  const [each, once, batches] = ['each', 'once', 'batches'].map((way) => own.locator(`tr[data-way="${way}"]`));
  if (!each || !once || !batches) throw new Error('Expected three ways');
  await expect(cell(batches, 0)).toHaveText('5', LONG);
  await expect(cell(each, 0)).toHaveText('100');
  await expect(cell(once, 0)).toHaveText('100');
  expect(await numberIn(cell(batches, 1))).toBeLessThan((await numberIn(cell(once, 1))) / 2);
  expect(await numberIn(cell(each, 1))).toBe(await numberIn(cell(once, 1)));
  await expect(own.getByRole('status').first()).toContainText('The run is over', LONG);
});

test('a run that is stopped in the middle says so, and the next one goes', async ({ page }) => {
  const own = await openLesson(page);
  await button(own, 'Send everything').click();
  await expect(cell(own.locator('tr[data-sender="all"]'), 1)).not.toHaveText(/^(–|0)$/, LONG);
  await button(own, 'Stop').click();
  await expect(own.getByRole('status').first()).toContainText('A run ended early: Stopped', LONG);
  await button(own, 'Send 100 positions in three ways').click(LONG);
  await expect(cell(own.locator('tr[data-way="batches"]'), 0)).toHaveText('5', LONG);
});
