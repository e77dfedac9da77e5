import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

/** Figures speak to servers: how long that may take on a busy machine. */
const SOON = { timeout: 20_000 };

const figure = (page: Page, title: string): Locator =>
  page.locator('figure', { has: page.locator('figcaption', { hasText: title }) });
const button = (within: Locator, name: string): Locator => within.getByRole('button', { name, exact: true });
const fact = (within: Locator, name: string): Locator => within.locator(`[data-fact="${name}"] dd`);
const queue = (page: Page): Locator => figure(page, 'on this browser’s disk');

async function openLesson(page: Page): Promise<Locator> {
  await page.goto('/lessons/queues');
  const own = queue(page);
  await own.evaluate((element) => element.scrollIntoView());
  await expect(fact(own, 'Store')).toHaveText('IndexedDB', SOON);
  return own;
}

async function write(own: Locator, text: string): Promise<void> {
  await own.getByRole('textbox').fill(text);
  await button(own, 'Write').click();
  await expect(own.getByRole('textbox')).toHaveValue('');
}

test.beforeEach(({ watch }) => watch.allow(/WebSocket connection .* failed|ERR_CONNECTION/));

test('messages and a draft survive a reload, and are then stored once each, in order', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const own = await openLesson(page);
  await write(own, 'one');
  await own.getByRole('textbox').fill('two');
  await own.getByRole('textbox').press('Enter');
  await expect(fact(own, 'Waiting')).toHaveText('2 of 20');
  await own.getByRole('textbox').pressSequentially('half a sent');
  await button(own, 'Reload this page').click();
  await expect(own.getByRole('status')).toContainText('Found in the store when this page was loaded: 2', SOON);
  await expect(own.getByRole('textbox')).toHaveValue('half a sent');
  await button(own, 'Write').click();

  await button(own, 'Connect and send').click();
  await expect(own.getByRole('status')).toContainText('Everything was acknowledged', SOON);
  await expect(fact(own, 'Stored in the log')).toHaveText('3', SOON);
  await expect(fact(own, 'Missing')).toHaveText('0');
  await expect(fact(own, 'Stored twice')).toHaveText('0');
  await expect(fact(own, 'In order')).toHaveText('yes');
  await expect(fact(own, 'Waiting')).toHaveText('0 of 20');
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await expectAccessible(page);
});

test('what is written while the edge is down goes when it is back, and what is refused does not hold it up', async ({
  page,
}) => {
  const own = await openLesson(page);
  await button(own, 'Connect and send').click();
  await expect(fact(own, 'This tab')).toHaveText('sends', SOON);
  await button(own, 'Take the connection down').click();
  await expect(button(own, 'Bring the connection back')).toBeVisible(SOON);
  await write(own, 'first');
  await expect(own.getByRole('status')).toContainText('No answer', SOON);
  await button(own, 'Write one that is refused').click();
  await button(own, 'Write five').click();
  await expect(fact(own, 'Waiting')).toHaveText('7 of 20');
  await button(own, 'Bring the connection back').click();
  await expect(fact(own, 'Stored in the log')).toHaveText('6', SOON);
  await expect(fact(own, 'Failed')).toHaveText('1');
  await expect(own.locator('[data-message="2"]')).toContainText('failed');
  await expect(fact(own, 'In order')).toHaveText('yes');
  await expect(fact(own, 'Missing')).toHaveText('0');
  await button(own, 'Try message 2 again').click();
  await expect(own.locator('[data-message="2"]')).toContainText('failed', SOON);
});

test('a message whose answer is lost is sent twice and stored once', async ({ page }) => {
  const own = await openLesson(page);
  await button(own, 'Connect and send').click();
  await button(own, 'Lose an answer').click(SOON);
  await expect(own.locator('[data-message="1"][data-state="stored"]')).toContainText(
    'stored as seq 1, sent 2 times',
    SOON,
  );
  await expect(fact(own, 'Stored in the log')).toHaveText('1', SOON);
  await expect(fact(own, 'Stored twice')).toHaveText('0');
});

test('of two tabs one sends, and the other takes over when it is closed', async ({ page, context }) => {
  const first = await openLesson(page);
  await button(first, 'Connect and send').click();
  await expect(fact(first, 'This tab')).toHaveText('sends', SOON);
  const other = await context.newPage();
  const second = await openLesson(other);
  await button(second, 'Connect and send').click();
  await expect(fact(second, 'This tab')).toHaveText('waits for the lock', SOON);
  await write(second, 'from the second');
  await expect(first.locator('[data-message="1"][data-state="stored"]')).toContainText('stored as seq 1', SOON);
  await page.close();
  await expect(fact(second, 'This tab')).toHaveText('sends', SOON);
  await write(second, 'and again');
  await expect(second.locator('[data-message="2"][data-state="stored"]')).toContainText('stored as seq 2', SOON);
});

test('a full queue refuses the next message and leaves it in the field', async ({ page }) => {
  const own = await openLesson(page);
  for (const count of [5, 10, 15, 20]) {
    await button(own, 'Write five').click();
    await expect(fact(own, 'Waiting')).toHaveText(`${count} of 20`);
  }
  await own.getByRole('textbox').fill('one more');
  await button(own, 'Write').click();
  await expect(own.getByRole('status')).toContainText('20 messages wait already');
  await expect(own.getByRole('textbox')).toHaveValue('one more');
  await button(own, 'Begin anew').click();
  await expect(fact(own, 'Waiting')).toHaveText('0 of 20');
});

test('without IndexedDB the queue is kept in memory, and the figure says so', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError');
    };
  });
  await page.goto('/lessons/queues');
  const own = queue(page);
  await own.evaluate((element) => element.scrollIntoView());
  await expect(fact(own, 'Store')).toHaveText('memory', SOON);
  await expect(own.getByRole('status')).toContainText('a reload loses it');
  await button(own, 'Write five').click();
  await button(own, 'Connect and send').click();
  await expect(fact(own, 'Stored in the log')).toHaveText('5', SOON);
});

test('a page with a newer layout takes the store over, and this one says so', async ({ page }) => {
  const own = await openLesson(page);
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('wirelab-queue', 2);
        request.addEventListener('success', () => resolve(request.result.close()));
        request.addEventListener('error', () => reject(new Error('not opened')));
      }),
  );
  await expect(own.getByRole('status')).toContainText('newer version of this page');
  await page.reload();
  await expect(own.getByRole('status')).toContainText('newer version of this page', SOON);
});

test('three queues in two documents: only the outbox stores all, once, in order', async ({ page }) => {
  await page.goto('/lessons/queues');
  const own = figure(page, 'Two tabs, six messages');
  await own.evaluate((element) => element.scrollIntoView());
  // Not before the figure's script is there: a click waits for that, a key does not.
  await expect(button(own, 'Run the three queues')).toBeEnabled();
  await button(own, 'Run the three queues').focus();
  await page.keyboard.press('Enter');
  const column = (kind: string): Locator => own.locator(`td[data-queue="${kind}"]`);
  await expect(column('one-sender').first()).toHaveText('6 + 6', SOON);
  expect((await column('new-id').allInnerTexts()).slice(0, 6)).toEqual(['3 + 3', '3 + 3', '6', '0', '3', '3']);
  expect((await column('kept-id').allInnerTexts()).slice(0, 6)).toEqual(['3 + 3', '3 + 3', '3', '3', '0', '3']);
  const outbox = await column('one-sender').allInnerTexts();
  expect(['6 + 0', '0 + 6']).toContain(outbox[1]);
  expect(outbox.slice(2)).toEqual(['6', '6', '0', '0', 'yes']);
});
