import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

/** Figures speak to servers: how long that may take on a busy machine. */
const SOON = { timeout: 20_000 };

const button = (within: Locator, name: string): Locator => within.getByRole('button', { name, exact: true });

/** The figure, with its script there: it is loaded when it comes near the screen. */
async function openFigure(page: Page): Promise<Locator> {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/lessons/optimistic-updates');
  const own = page.locator('figure[data-figure="optimistic-list"]');
  await own.evaluate((element) => element.scrollIntoView());
  await expect(button(own, 'Two refused')).toBeEnabled(SOON);
  return own;
}

const titlesOf = (own: Locator, list: string): Locator => own.locator(`[data-list="${list}"] li span:first-child`);

/** A row of the table: lost, doubled, not in the log, taken back wrongly. */
async function countsOf(own: Locator, version: string): Promise<string[]> {
  await expect(own.getByRole('status')).toContainText('Settled:', SOON);
  return (await own.locator(`tr[data-version="${version}"] td`).allInnerTexts()).slice(0, 4);
}

test('in every scene the snapshots differ from the log, and the operations do not', async ({ page, watch }) => {
  watch.allow(/WebSocket connection .* failed/);
  const own = await openFigure(page);
  const scenes = [
    ['Refused, while another adds', ['1', '0', '0', '1']],
    ['Refused, while another deletes', ['0', '0', '1', '0']],
    ['Two refused', ['0', '0', '1', '0']],
    ['Answer lost', ['0', '1', '0', '0']],
  ] as const;
  for (const [name, wrong] of scenes) {
    await button(own, name).click();
    await expect(button(own, name)).toHaveAttribute('aria-pressed', 'true');
    await expect(button(own, name)).toBeEnabled(SOON);
    expect(await countsOf(own, 'snapshots'), name).toEqual(wrong);
    expect(await countsOf(own, 'operations'), name).toEqual(['0', '0', '0', '0']);
    expect(await titlesOf(own, 'operations').allInnerTexts(), name).toEqual(await titlesOf(own, 'log').allInnerTexts());
  }
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(width, 'what sticks out').toBeLessThanOrEqual(0);
  await expectAccessible(page);
});

test('a late answer leaves the item where it is, marked, and takes it from the other list', async ({ page }) => {
  const own = await openFigure(page);
  await button(own, 'Answer late').click();
  const lines = own.locator('[data-list="operations"] li');
  await expect(lines.filter({ hasText: 'tea' })).toContainText('not settled', SOON);
  await expect(titlesOf(own, 'snapshots')).toHaveText(['bread', 'milk', 'salt']);
  await expect(titlesOf(own, 'log')).toHaveText(['bread', 'milk', 'salt', 'tea']);
  expect(await countsOf(own, 'operations')).toEqual(['0', '0', '0', '0']);
  expect(await countsOf(own, 'snapshots')).toEqual(['0', '0', '0', '1']);
});

test('by keyboard: an item is added, renamed, refused and deleted, and another writes as well', async ({ page }) => {
  const own = await openFigure(page);
  const press = async (name: string): Promise<void> => {
    await expect(button(own, name)).toBeEnabled(SOON);
    await button(own, name).focus();
    await page.keyboard.press('Enter');
  };
  await press('Begin an empty list');
  await expect(button(own, 'Add')).toBeEnabled(SOON);
  await own.getByLabel('Title').fill('pears');
  await page.keyboard.press('Enter');
  await expect(titlesOf(own, 'log')).toHaveText(['pears'], SOON);
  await press('Another adds');
  await expect(titlesOf(own, 'operations')).toHaveCount(2, SOON);

  await own.locator('[data-list="operations"] li button').first().focus();
  await page.keyboard.press('Space');
  await own.getByLabel('Title').fill('plums');
  await press('Rename the chosen');
  await expect(titlesOf(own, 'log').first()).toHaveText('plums', SOON);
  await own.getByLabel('to be refused').check();
  await press('Delete the chosen');
  expect(await countsOf(own, 'operations')).toEqual(['0', '0', '0', '0']);
  await expect(titlesOf(own, 'operations').first()).toHaveText('plums');
  await own.getByLabel('to be refused').uncheck();
  await press('Delete the chosen');
  await expect(titlesOf(own, 'log')).toHaveCount(1, SOON);
  await expect(titlesOf(own, 'operations')).toHaveCount(1);
});
