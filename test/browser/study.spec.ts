import type { Page } from '@playwright/test';
import { TRANSPORT_IDS, type TransportId } from '../../lib/protocol/index.ts';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

/** A run lasts as long as its updates, and a little more. */
const RUN_MS = 30_000;

async function run(page: Page, number: number): Promise<void> {
  await page.getByRole('button', { name: 'Run the study' }).click();
  await expect(page.getByRole('heading', { name: `Run ${number}`, exact: true })).toBeVisible({ timeout: RUN_MS });
}

/** A number of the table of totals. `column` counts from the total; the next is the bar. */
async function cell(page: Page, id: TransportId, column: number): Promise<number> {
  const text = await page.locator(`tr[data-transport="${id}"] td`).nth(column).innerText();
  return Number(text.replaceAll(/[,%\s]/g, ''));
}

const [TOTAL, UP, DOWN, OVERHEAD, REQUESTS, CONNECTIONS] = [0, 4, 5, 6, 7, 8];

test('a run gives true totals for all five transports, whose parts add up', async ({ page }) => {
  await page.goto('/compare/study?updates=1');
  await expect(page.getByText('Nothing has been counted yet')).toBeVisible();
  await run(page, 1);
  for (const id of TRANSPORT_IDS) {
    expect(await cell(page, id, UP), `${id}: up and down are the total`).toBe(
      (await cell(page, id, TOTAL)) - (await cell(page, id, DOWN)),
    );
    expect(await cell(page, id, OVERHEAD), `${id}: every byte was looked at`).toBeGreaterThan(0);
    expect(await cell(page, id, REQUESTS), `${id}: it began with a request`).toBeGreaterThan(0);
  }
});

test('cookies weigh on every request, and on a WebSocket once', async ({ page, context }) => {
  await page.goto('/compare/study?updates=1');
  await run(page, 1);
  const before = { polling: await cell(page, 'polling', UP), websocket: await cell(page, 'websocket', UP) };
  await page.getByRole('textbox', { name: 'Cookies' }).fill('1000');
  await page.keyboard.press('Enter');
  await run(page, 2);
  // "Cookie: ", the cookie, and the line's end.
  expect((await cell(page, 'websocket', UP)) - before.websocket).toBe(1_010);
  expect((await cell(page, 'polling', UP)) - before.polling).toBeGreaterThan(3 * 1_000);
  expect(await context.cookies(), 'nothing is left of them').toEqual([]);
  await expect(page.getByRole('table').last().getByRole('row')).toHaveCount(3);
});

test('without keep-alive every request opens a connection; Socket.IO over the WebSocket alone opens one', async ({
  page,
}) => {
  await page.goto('/compare/study?updates=1&keepalive=off&socketio=websocket');
  await expect(page.getByRole('group', { name: 'Keep-alive' }).getByRole('button', { name: 'off' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await run(page, 1);
  expect(await cell(page, 'polling', CONNECTIONS)).toBe(await cell(page, 'polling', REQUESTS));
  expect(await cell(page, 'socket-io', CONNECTIONS)).toBe(1);
  expect(await cell(page, 'socket-io', REQUESTS)).toBe(1);
});

test('a run can be cancelled, and what failed says why', async ({ page, watch }) => {
  await page.goto('/compare/study');
  await page.getByRole('button', { name: 'Run the study' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Run the study' })).toBeVisible();
  await expect(page.getByText('Nothing has been counted yet')).toBeVisible();

  watch.allow(/ERR_CONNECTION_REFUSED|Failed to load resource/);
  await page.route('**/lab.json', (route) => route.fulfill({ json: { control: 9 } }));
  await page.getByRole('button', { name: 'Run the study' }).click();
  await expect(page.getByText('Nothing was counted')).toBeVisible();
});

for (const width of [390, 1440]) {
  test(`the study is accessible and fits at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/compare/study?updates=1');
    await run(page, 1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await expectAccessible(page);
  });
}
