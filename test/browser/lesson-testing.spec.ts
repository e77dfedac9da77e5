import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

/** A suite takes some seconds, and longer on a busy machine. */
const SOON = { timeout: 40_000 };

const figure = (page: Page): Locator => page.locator('figure[data-figure="fault-test"]');
const button = (within: Locator, name: string): Locator => within.getByRole('button', { name, exact: true });
const cell = (within: Locator, pair: string): Locator => within.locator(`[data-pair="${pair}"]`);
const failure = (within: Locator, title: string): Locator => within.locator(`[data-test^="${title}"]`);

async function openLesson(page: Page): Promise<Locator> {
  await page.goto('/lessons/testing');
  const own = figure(page);
  await own.evaluate((element) => element.scrollIntoView());
  await expect(button(own, 'Run the chosen pair')).toBeEnabled(SOON);
  return own;
}

async function run(own: Locator, pair: string): Promise<void> {
  await cell(own, pair).click();
  await button(own, 'Run the chosen pair').click();
  await expect(cell(own, pair)).toHaveText(/all pass|fail/, SOON);
}

test.beforeEach(({ watch }) => watch.allow(/WebSocket connection .* failed/));

test('a client with a mistake passes without a fault, and fails with a sentence once it is dropped', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const own = await openLesson(page);
  await run(own, 'forgets-position none');
  await expect(cell(own, 'forgets-position none')).toHaveText('all pass');
  await run(own, 'forgets-position drop');
  await expect(cell(own, 'forgets-position drop')).toHaveText('1 fails');
  await expect(failure(own, 'delivers each event')).toContainText(
    'Expected the events to be 1, 2, 3, 4, 5, 6, 7, got 1, 2, 3, 7',
  );
  await expect(own.getByRole('status')).toHaveText('6 tests run, 5 passed, 1 failed.');
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await expectAccessible(page);
});

test('each mistake is found by the fault that is made for it, and the right client passes them all', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const own = await openLesson(page);
  await run(own, 'new-ids drop');
  await expect(failure(own, 'stores each publish')).toContainText('Expected the log to be 1, 2, 3, got 1, 2, 2, 3');
  await run(own, 'sends-early drop');
  await expect(failure(own, 'takes a publish')).toContainText('InvalidStateError');
  await run(own, 'waits-for-close drop');
  await expect(cell(own, 'waits-for-close drop')).toHaveText('all pass');
  for (const fault of ['latency', 'slicer', 'drop', 'silence']) {
    await run(own, `right ${fault}`);
    await expect(cell(own, `right ${fault}`)).toHaveText('all pass');
  }
});

test('all of them run one after the other, by keyboard, until they are stopped', async ({ page }) => {
  const own = await openLesson(page);
  await button(own, 'Run all of them').focus();
  await page.keyboard.press('Enter');
  await expect(cell(own, 'right none')).toHaveText('all pass', SOON);
  await expect(cell(own, 'forgets-position none')).toHaveText('all pass', SOON);
  await button(own, 'Stop').focus();
  await page.keyboard.press('Enter');
  await expect(button(own, 'Run all of them')).toBeEnabled(SOON);
  await expect(cell(own, 'waits-for-close silence')).toHaveText('–');
});
