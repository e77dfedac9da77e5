import type { Locator, Page } from '@playwright/test';
import type { Lab } from '../../servers/options.ts';
import { startLab } from '../../servers/start.ts';
import { TRANSPORT_IDS, type TransportId } from '../../lib/protocol/index.ts';
import { TRANSPORT_LABELS } from '../../lib/ui/transport-mark/labels.ts';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

const lane = (page: Page, id: TransportId): Locator => page.locator(`article[data-transport="${id}"]`);

const fact = (page: Page, id: TransportId, name: string): Locator => lane(page, id).locator(`[data-fact="${name}"] dd`);

const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true });

/** A fact of a lane as a number, without the commas between thousands. */
async function count(page: Page, id: TransportId, name: string): Promise<number> {
  return Number((await fact(page, id, name).innerText()).replaceAll(',', ''));
}

async function setRate(page: Page, ratePerSecond: number): Promise<void> {
  await field(page, 'Rate').fill(String(ratePerSecond));
  await field(page, 'Rate').press('Enter');
}

/**
 * Opens the page, runs its source for a while, and waits until every lane shows all that it published. The lanes stand before
 * the first event, so each has to receive whatever the topic will ever hold: lanes that agree may still both be behind.
 *
 * @returns how many events there were
 */
async function runSource(
  page: Page,
  lab: Lab,
  { topic, lanes }: { topic: string; lanes: readonly TransportId[] },
): Promise<number> {
  await openCompare(page, `rate=0&interval=100&lanes=${lanes.join(',')}&topic=${topic}`);
  for (const id of lanes) await expect(lane(page, id).locator('[data-state="open"]')).toBeVisible();
  await setRate(page, 10);
  for (const id of lanes) await expect.poll(() => count(page, id, 'received')).toBeGreaterThan(10);
  const isEnded = page.waitForResponse(
    (response) => response.url().endsWith(`/sources/${topic}`) && response.request().method() === 'DELETE',
  );
  await setRate(page, 0);
  await isEnded;
  const answer = await fetch(`${lab.urls.polling}/events?topic=${topic}`);
  const { next } = (await answer.json()) as { next: number };
  for (const id of lanes) await expect.poll(() => count(page, id, 'received')).toBe(next);
  return next;
}

/** Opens the page with a topic of the test's own, and waits until every lane has something to show. */
async function openCompare(page: Page, query: string): Promise<void> {
  await page.goto(`/compare?${query}`);
  const lanes = new URLSearchParams(query).get('lanes')?.split(',') ?? TRANSPORT_IDS;
  for (const id of lanes) await expect(lane(page, id as TransportId).locator('canvas')).toBeVisible();
}

test('all five lanes receive the same events, none lost, none twice, none out of order', async ({ page, lab }) => {
  expect(await runSource(page, lab, { topic: 'all-five', lanes: TRANSPORT_IDS })).toBeGreaterThan(10);
  for (const id of TRANSPORT_IDS) {
    for (const fault of ['lost', 'duplicated', 'reordered', 'skipped', 'failed']) {
      await expect(fact(page, id, fault), `${fault} of ${id}`).toHaveText('0');
    }
    await expect(lane(page, id).locator('[data-state="open"]')).toBeVisible();
    await expect(fact(page, id, 'p50')).toHaveText(/^-?[\d.,]+$/);
  }
});

test('a message published over one lane arrives in all, with the time that it took to each', async ({ page }) => {
  await openCompare(page, 'rate=0&interval=100&topic=published');
  await page.getByLabel('Message to publish').fill('can you hear me?');
  for (const id of TRANSPORT_IDS) {
    await lane(page, id)
      .getByRole('button', { name: `Publish over ${TRANSPORT_LABELS[id].name}` })
      .click();
    const row = page.locator('tr[data-message]').first();
    await expect(row.getByRole('rowheader')).toHaveText('can you hear me?');
    for (const other of TRANSPORT_IDS) await expect(row.locator(`[data-arrived="${other}"]`)).toHaveText(/^[\d.,]+$/);
  }
  await expect(page.locator('tr[data-message]')).toHaveCount(5);
});

test('the address holds the set-up, another page reads it, and what is wrong in it is said', async ({ page }) => {
  await openCompare(page, 'rate=7&payload=2048&lanes=sse,websocket&topic=held');
  await expect(field(page, 'Rate')).toHaveValue('7');
  await expect(page.locator('article')).toHaveCount(2);
  await page.getByRole('button', { name: 'More: Payload' }).click();
  await page.getByRole('button', { name: 'Lane: Polling' }).click();
  await page.getByRole('button', { name: 'Wider time scale' }).click();
  await expect
    .poll(() => new URL(page.url()).search)
    .toBe('?lanes=polling,sse,websocket&rate=7&payload=4096&span=20000&topic=held');
  await page.reload();
  await expect(field(page, 'Payload')).toHaveValue('4096');
  await expect(page.locator('article')).toHaveCount(3);

  await page.goto('/compare?rate=fast&lanes=pigeon&topic=held-too');
  await expect(page.getByText('rate=fast is not a number')).toBeVisible();
  await expect(page.getByText('lanes=pigeon names no transport')).toBeVisible();
  await expect(page.locator('article')).toHaveCount(5);
});

test('a second tab with the same topic watches instead of setting another rate, until it is told to', async ({
  page,
  context,
}) => {
  await openCompare(page, 'rate=5&lanes=sse&topic=shared');
  const second = await context.newPage();
  await openCompare(second, 'rate=50&lanes=sse&topic=shared');
  await expect(second.getByText('Another tab of this browser')).toBeVisible();
  await expect(field(second, 'Rate')).toBeDisabled();
  await expect.poll(() => count(second, 'sse', 'received')).toBeGreaterThan(3);
  await second.getByRole('button', { name: 'Set them here' }).click();
  await expect(field(second, 'Rate')).toBeEnabled();
  await expect(page.getByText('Another tab of this browser')).toBeVisible();
  await second.close();
  await expect(page.getByText('Another tab of this browser')).toBeHidden();
  const before = await count(page, 'sse', 'received');
  await expect.poll(() => count(page, 'sse', 'received')).toBeGreaterThan(before + 2);
});

test('without a lab the page says so and how to start it, and goes on by itself when it starts and restarts', async ({
  page,
  watch,
}) => {
  watch.allow(/ERR_CONNECTION|ERR_INCOMPLETE|ERR_EMPTY|WebSocket connection to|status of (404|410|503)/);
  const first = await startLab({ port: 0 });
  const port = Number(new URL(first.urls.control).port);
  await first.close();
  await page.route('**/lab.json', (route) => route.fulfill({ json: { control: port } }));

  await page.goto('/compare?rate=10&topic=away');
  await expect(page.getByRole('heading', { name: 'The lab is not running' })).toBeVisible();
  await expect(page.getByText('npm run lab')).toBeVisible();

  const second = await startLab({ port });
  await expect(page.getByRole('heading', { name: 'The lab is not running' })).toBeHidden({ timeout: 15_000 });
  for (const id of TRANSPORT_IDS) await expect.poll(() => count(page, id, 'received')).toBeGreaterThan(5);
  await second.close();
  await expect(page.getByRole('heading', { name: 'The lab is not running' })).toBeVisible({ timeout: 15_000 });
  await expect(lane(page, 'sse').locator('[data-state="waiting"], [data-state="connecting"]')).toBeVisible();

  const third = await startLab({ port });
  for (const id of TRANSPORT_IDS) {
    await expect(lane(page, id).getByText('the lab was restarted')).toBeVisible({ timeout: 30_000 });
  }
  await page.goto('about:blank');
  await third.close();
});

test('the results are copied with their conditions, and say what the page says', async ({ page, context, lab }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const received = await runSource(page, lab, { topic: 'copied', lanes: ['sse', 'websocket'] });

  const copied = async (format: string): Promise<string> => {
    await page.getByRole('button', { name: `Copy results as ${format}` }).click();
    await expect(page.getByText(`${format} copied`)).toBeVisible();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const [header = '', ...rows] = (await copied('CSV')).trimEnd().split('\r\n');
  const column = header.split(',').indexOf('received');
  expect(
    rows.map((row) =>
      row
        .split(',')
        .slice(0, 1)
        .concat(row.split(',')[column] ?? ''),
    ),
  ).toEqual([
    ['sse', String(received)],
    ['websocket', String(received)],
  ]);
  expect(header).toContain('payloadBytes');
  expect(header).toContain('clockErrorMs');
  expect(await copied('Markdown')).toContain(`| events | ${received} | ${received} |`);
  expect(JSON.parse(await copied('JSON'))).toMatchObject({
    conditions: { payloadBytes: 64, topic: 'copied' },
    lanes: [
      { transport: 'sse', received },
      { transport: 'websocket', received },
    ],
  });
});

test('everything works by keyboard, and single keys can be turned off', async ({ page }) => {
  await openCompare(page, 'rate=5&lanes=polling,websocket&topic=keys');
  await expect.poll(() => count(page, 'websocket', 'received')).toBeGreaterThan(3);
  await page.keyboard.press('2');
  await expect(page.locator('tr[data-message] [data-arrived="websocket"]')).toHaveText(/[\d.]+/);
  for (const span of ['5 s', '2 s', '1 s']) {
    await page.keyboard.press('+');
    await expect(page.getByLabel('Time from top to bottom')).toHaveText(span);
  }
  await page.keyboard.press('p');
  await expect(page.getByRole('button', { name: 'Go on P' })).toBeVisible();

  const picture = lane(page, 'websocket').getByRole('application');
  await picture.focus();
  const shot = () => picture.screenshot().then((image) => image.toString('base64'));
  const frozen = await shot();
  await page.keyboard.press('ArrowUp');
  await expect.poll(shot).not.toBe(frozen);
  await page.keyboard.press('End');
  await expect.poll(shot).toBe(frozen);
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Pause P' })).toBeVisible();

  await page.getByRole('button', { name: 'Keyboard' }).press('Enter');
  await page.getByLabel('Single keys are on').uncheck();
  await page.keyboard.press('p');
  await expect(page.getByRole('button', { name: 'Pause P' })).toBeVisible();
  // A key in a field is a letter.
  await page.getByLabel('Single keys are on').check();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeHidden();
  await page.getByLabel('Message to publish').pressSequentially('pct1');
  await expect(page.getByLabel('Message to publish')).toHaveValue('pct1');
  await expect(page.getByRole('button', { name: 'Pause P' })).toBeVisible();
});

test('the table says what the numbers beside the pictures say', async ({ page, lab }) => {
  await runSource(page, lab, { topic: 'tables', lanes: TRANSPORT_IDS });
  const names = ['received', 'lost', 'duplicated', 'reordered', 'skipped', 'failed', 'messages-down', 'max'];
  const beside: string[] = [];
  for (const name of names) {
    for (const id of TRANSPORT_IDS) beside.push(await fact(page, id, name).innerText());
  }
  await page.getByRole('button', { name: 'Table' }).click();
  const inTable: string[] = [];
  for (const name of names) {
    for (const id of TRANSPORT_IDS) {
      inTable.push(await page.locator(`tr[data-fact="${name}"] td[data-lane="${id}"]`).innerText());
    }
  }
  expect(inTable).toEqual(beside);
  await expect(page.getByRole('table').filter({ hasText: 'took (ms)' })).toHaveCount(5);
});

test('what is drawn in a frame depends on the height of the picture and not on how much was recorded', async ({
  page,
}) => {
  await openCompare(page, 'rate=500&lanes=sse,websocket&topic=dense');
  const drawn = (id: TransportId) =>
    lane(page, id)
      .locator('canvas')
      .evaluate((canvas) => Number(canvas.dataset.shapes ?? 0));
  await expect.poll(() => count(page, 'websocket', 'received'), { timeout: 20_000 }).toBeGreaterThan(1_000);
  const early = Math.max(await drawn('websocket'), 50);
  await expect.poll(() => count(page, 'websocket', 'received'), { timeout: 30_000 }).toBeGreaterThan(8_000);
  expect(await drawn('websocket')).toBeLessThan(4 * early);
  expect(await drawn('sse')).toBeLessThan(1_000);

  // Nobody looks: nothing is drawn.
  const frames = () =>
    lane(page, 'sse')
      .locator('canvas')
      .evaluate((canvas) => Number(canvas.dataset.frames));
  await page.getByRole('button', { name: 'Table' }).click();
  await page.getByRole('button', { name: 'Pictures' }).click();
  await expect.poll(frames).toBeGreaterThan(0);
});

test('the picture steps once a second for readers who asked for less motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openCompare(page, 'rate=10&lanes=websocket&topic=calm');
  const frames = () => page.locator('canvas').evaluate((canvas) => Number(canvas.dataset.frames ?? 0));
  const startedAt = Date.now();
  const before = await frames();
  await expect.poll(frames).toBeGreaterThan(before + 3);
  expect((await frames()) - before).toBeLessThanOrEqual((Date.now() - startedAt) / 1_000 + 2);
});

test('where the lab has no room for sessions, the lanes run over the common servers, and the page says what is missing', async ({
  context,
  watch,
}) => {
  watch.allow(/status of 503/);
  const lab = await startLab({ port: 0, limits: { maxSessions: 0 } });
  const control = Number(new URL(lab.urls.control).port);
  await context.route('**/lab.json', (route) => route.fulfill({ json: { control } }));
  const pages = [];
  for (let tab = 0; tab < 7; tab++) {
    const page = await context.newPage();
    await page.goto(`/compare?rate=0&lanes=sse&topic=crowded-${tab}`);
    if (tab < 6) await expect(lane(page, 'sse').locator('[data-state="open"]')).toBeVisible();
    pages.push(page);
    await expect(page.getByText('The lab has no room for another session')).toBeVisible();
  }
  // Over the common servers all tabs share six connections, as they would anywhere: the seventh says so.
  const [first, last] = [pages[0], pages[6]];
  if (!first || !last) throw new Error('Expected seven pages');
  await expect(lane(last, 'sse').getByText('six HTTP/1.1 connections')).toBeVisible();
  await first.close();
  await expect(lane(last, 'sse').locator('[data-state="open"]')).toBeVisible();
  await expect(fact(last, 'sse', 'wire')).toHaveText('–');
  await last.getByRole('button', { name: 'Ask for a session again' }).click();
  await expect(last.getByText('The lab has no room for another session')).toBeVisible();
  for (const page of context.pages()) await page.goto('about:blank');
  await lab.close();
});

test('a lane of a lesson starts when its reader says so, publishes, pauses and ends', async ({ page }) => {
  await page.goto('/lessons/websocket');
  const figure = page.locator('figure[data-transport="websocket"]');
  await figure.evaluate((element) => element.scrollIntoView());
  await figure.getByRole('button', { name: 'Start the lane' }).click();
  await expect(figure.locator('[data-state="open"]')).toBeVisible();
  await figure.getByRole('button', { name: 'Publish' }).click();
  await expect(figure.locator('[data-fact="received"] dd')).not.toHaveText('0');
  await figure.getByRole('button', { name: 'Pause' }).click();
  await figure.getByRole('button', { name: 'Go on' }).click();
  await figure.getByRole('button', { name: 'Stop' }).click();
  await expect(figure.getByRole('button', { name: 'Start the lane' })).toBeVisible();
});

test('axe finds nothing, neither in the pictures nor in the table', async ({ page }) => {
  await openCompare(page, 'rate=5&topic=axe');
  await expect.poll(() => count(page, 'websocket', 'received')).toBeGreaterThan(3);
  await page.locator('summary', { hasText: 'How to read' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Table' }).click();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
