import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

/** Figures speak to servers: how long that may take on a busy machine. */
const SOON = { timeout: 20_000 };

/** A figure, with its script there: it is loaded when it comes near the screen. */
async function figure(page: Page, id: string): Promise<Locator> {
  const own = page.locator(`figure[data-figure="${id}"]`);
  await own.evaluate((element) => element.scrollIntoView());
  await expect(own.locator('fieldset button').first()).toBeEnabled(SOON);
  return own;
}

const button = (within: Locator, name: string): Locator => within.getByRole('button', { name, exact: true });

/** A number of the table, such as the renders of a store in one of the ways. */
async function counted(own: Locator, [way, store, count]: [string, string, string]): Promise<number> {
  const cell = own.locator(`tbody[data-way="${way}"] tr[data-store="${store}"] [data-count="${count}"]`).first();
  return Number((await cell.innerText()).replaceAll(',', ''));
}

const eventsOf = async (own: Locator, way: string): Promise<number> =>
  Number((await own.locator(`tbody[data-way="${way}"] [data-count="events"]`).innerText()).replaceAll(',', ''));

async function expectSound(page: Page): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(width, 'what sticks out').toBeLessThanOrEqual(0);
  await expectAccessible(page);
}

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/lessons/stores');
});

test('every component renders for every event with the whole state, and two with narrow selectors', async ({
  page,
}) => {
  const own = await figure(page, 'store-renders');
  await button(own, '20').click();
  await button(own, 'Measure all three ways').click();
  await expect(own.getByRole('status')).toContainText('Counting “only that, once a frame”', SOON);
  await expect(own.getByRole('status')).toContainText('Stopped.', SOON);
  for (const store of ['zustand', 'redux-toolkit', 'tanstack-query']) {
    const whole = await eventsOf(own, 'whole');
    expect(await counted(own, ['whole', store, 'updates']), store).toBe(whole);
    const each = (await counted(own, ['whole', store, 'renders'])) / whole;
    expect(each, `${store}, the whole state`).toBeGreaterThan(7);
    expect(each, `${store}, the whole state`).toBeLessThan(11);
    expect(await counted(own, ['narrow', store, 'title']), `${store}, its title`).toBeLessThanOrEqual(1);
    const narrow = (await counted(own, ['narrow', store, 'renders'])) / (await eventsOf(own, 'narrow'));
    expect(narrow, `${store}, narrow`).toBeLessThan(2.6);
  }
  await expectSound(page);
});

test('collected until the next frame, the stores update less often than events come, and show the same', async ({
  page,
}) => {
  const own = await figure(page, 'store-renders');
  await button(own, '500').click();
  await button(own, 'only that, once a frame').click();
  await button(own, 'Start').click();
  await expect.poll(() => eventsOf(own, 'frame').catch(() => 0), SOON).toBeGreaterThan(500);
  await button(own, 'Stop').click();
  await expect(own.getByRole('status')).toContainText('Stopped.');
  const events = await eventsOf(own, 'frame');
  expect(await counted(own, ['frame', 'zustand', 'updates'])).toBeLessThan(events / 2);
  const shown = await own.locator('section dl').allInnerTexts();
  expect(shown.length).toBe(3);
  expect(new Set(shown).size, 'what the three boards show').toBe(1);
});

test('a connection that the edge resets comes back, and the end of the session is said', async ({
  page,
  lab,
  watch,
}) => {
  watch.allow(/WebSocket connection .* failed|Failed to load resource/);
  const own = await figure(page, 'store-renders');
  const opened = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().endsWith('/sessions'),
  );
  await button(own, 'Start').focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => eventsOf(own, 'whole').catch(() => 0), SOON).toBeGreaterThan(10);
  const session = `${lab.urls.control}/sessions/${((await (await opened).json()) as { id: string }).id}`;
  const reset = await fetch(`${session}/drop/websocket`, { method: 'POST' });
  expect(await reset.json()).toEqual({ dropped: 1 });
  const before = await eventsOf(own, 'whole');
  await expect.poll(() => eventsOf(own, 'whole'), SOON).toBeGreaterThan(before + 20);
  const ended = await fetch(session, { method: 'DELETE' });
  expect(ended.status).toBe(204);
  await expect(own.getByRole('status')).toContainText('the stream ended with it', SOON);
  await button(own, 'Start').click();
  await expect(own.getByRole('status')).toContainText('Counting', SOON);
  await button(own, 'Stop').click();
  await expect(own.getByRole('status')).toContainText('Stopped.');
});

test('of four orders, only the one by seq loses nothing and doubles nothing', async ({ page }) => {
  const own = await figure(page, 'snapshot-order');
  await button(own, '400 ms').click();
  await button(own, 'Run the four orders').click();
  await expect(own.getByRole('status')).toContainText('read back whole', SOON);
  const count = async (order: string, name: string): Promise<number> =>
    Number(await own.locator(`tr[data-order="${order}"] [data-count="${name}"]`).innerText());
  expect(await count('snapshot-first', 'lost')).toBeGreaterThan(0);
  expect(await count('replace', 'lost')).toBeGreaterThan(0);
  expect(await count('append', 'doubled')).toBeGreaterThan(0);
  expect([await count('by-seq', 'lost'), await count('by-seq', 'doubled')]).toEqual([0, 0]);
  await expectSound(page);
});
