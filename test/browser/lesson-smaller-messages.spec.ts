import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

const SOON = { timeout: 40_000 };

const button = (within: Locator, name: string): Locator => within.getByRole('button', { name, exact: true });
const row = (within: Locator, form: string): Locator => within.locator(`tr[data-form="${form}"]`);
const numbersOf = async (of: Locator): Promise<number[]> =>
  (await of.locator('td').allInnerTexts()).map((text) => Number(text.replace(/[^\d.]/g, '')));

async function openLesson(page: Page): Promise<Locator> {
  await page.goto('/lessons/smaller-messages');
  const own = page.locator('[data-figure="message-sizes"]');
  await own.evaluate((element) => element.scrollIntoView());
  await expect(button(own, 'Send in every form')).toBeEnabled(SOON);
  return own;
}

test('a message is really sent in nine forms, and each is counted at the edge', async ({ page }) => {
  test.setTimeout(90_000);
  const own = await openLesson(page);
  const text = '{"a":1,"b":"two"}';
  await own.getByRole('textbox').fill(text);
  await button(own, 'Send in every form').click();
  await expect(own.getByRole('status').first()).toContainText('All 9 forms were sent', SOON);
  const json = await numbersOf(row(own, 'json'));
  // 17 bytes of JSON behind a header of two bytes and a mask of four.
  expect(json.slice(0, 3)).toEqual([17, 17, 6]);
  expect((await numbersOf(row(own, 'packed'))).slice(0, 3)).toEqual([10, 10, 6]);
  expect((await numbersOf(row(own, 'places'))).slice(0, 3)).toEqual([9, 9, 6]);
  const [encoded = 0, payload = 0] = await numbersOf(row(own, 'json-extension'));
  expect(encoded).toBe(17);
  expect(payload).not.toBe(17);
  await expect(own.locator('tr[data-reads-back="true"]')).toHaveCount(9);
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await expectAccessible(page);
});

test('over fifty similar messages, compression that remembers beats compression that does not', async ({ page }) => {
  test.setTimeout(90_000);
  const own = await openLesson(page);
  await button(own, 'A list of sensors').click();
  await button(own, 'Send in every form').focus();
  await page.keyboard.press('Enter');
  await expect(own.getByRole('status').first()).toContainText('All 9 forms were sent', SOON);
  const [, , , alone = 0] = await numbersOf(row(own, 'deflated'));
  const [, , , remembered = 0] = await numbersOf(row(own, 'json-extension'));
  expect(remembered).toBeGreaterThan(0);
  expect(remembered).toBeLessThan(alone);
});

test('what was pasted is kept over a reload, and what is not JSON is said and not sent', async ({ page }) => {
  const own = await openLesson(page);
  await own.getByRole('textbox').fill('[{"n":1},{"n":2},{"n":null}]');
  await expect(own).toContainText('A list: its 3 messages are sent as they are.');
  await page.reload();
  await expect(own.getByRole('textbox')).toHaveValue('[{"n":1},{"n":2},{"n":null}]', SOON);
  await button(own, 'Send in every form').click(SOON);
  await expect(row(own, 'patch')).toContainText('a null means “remove”', SOON);
  await own.getByRole('textbox').fill('{"n":');
  await expect(own).toContainText('This is not JSON');
  await expect(button(own, 'Send in every form')).toBeDisabled();
  await expect(own.locator('tr[data-form="json"] td').first()).toHaveText('–');
});
