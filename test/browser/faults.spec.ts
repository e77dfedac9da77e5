import type { Locator, Page } from '@playwright/test';
import { TRANSPORT_IDS, type TransportId } from '../../lib/protocol/index.ts';
import { TRANSPORT_LABELS } from '../../lib/ui/transport-mark/labels.ts';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

/** What Chromium logs of connections that are broken on purpose. */
const BROKEN = /ERR_(CONNECTION|SOCKET|EMPTY|INCOMPLETE)|WebSocket connection|Failed to load resource/;

const lane = (page: Page, id: TransportId): Locator => page.locator(`article[data-transport="${id}"]`);

const fact = (page: Page, id: TransportId, name: string): Locator => lane(page, id).locator(`[data-fact="${name}"] dd`);

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

const result = (page: Page, subject: string): Locator => page.locator(`tr[data-subject="${subject}"]`);

/** A measured number of a subject, by the head of its column. */
async function measured(page: Page, subject: string, column: string): Promise<string> {
  const heads = await page.getByRole('group', { name: 'Predicted and measured' }).locator('thead th').allInnerTexts();
  return result(page, subject).locator('th, td').nth(heads.indexOf(column)).innerText();
}

/** Opens the page through a session, and waits until every lane delivers. */
async function openCompare(page: Page, query: string): Promise<void> {
  await page.goto(`/compare?${query}`);
  const lanes = (new URLSearchParams(query).get('lanes')?.split(',') ?? TRANSPORT_IDS) as TransportId[];
  for (const id of lanes) await expect(fact(page, id, 'received')).not.toHaveText('0');
}

async function setAmount(page: Page, name: string, amount: number): Promise<void> {
  await page.getByRole('textbox', { name, exact: true }).fill(String(amount));
  await page.getByRole('textbox', { name, exact: true }).press('Enter');
}

test('a lane that is down for a second loses nothing, says how long it took, and no other lane feels it', async ({
  page,
  watch,
}) => {
  watch.allow(BROKEN);
  await openCompare(page, 'rate=10&interval=100&lanes=sse,websocket&topic=down');
  await press(page, 'Faults …');
  await setAmount(page, 'Down for', 1);
  await press(page, 'Down: WebSocket');
  const chip = lane(page, 'websocket').getByRole('button', { name: 'Take back: down 1 s on WebSocket' });
  await expect(chip).toContainText('s left');
  await expect(lane(page, 'websocket').locator('[data-state="waiting"]')).toBeVisible();
  await expect(chip).toBeHidden();
  await expect(fact(page, 'websocket', 'recovered')).toHaveText(/^\d/);
  await expect(fact(page, 'websocket', 'lost')).toHaveText('0');
  await expect(fact(page, 'sse', 'recovered')).toHaveText('–');

  await press(page, 'Table');
  const row = page.locator('tr[data-fault-of="websocket"]');
  await expect(row).toContainText('down 1 s');
  const [from, until] = (await row.locator('td').allInnerTexts()).slice(1).map(Number);
  expect((until ?? 0) - (from ?? 0)).toBeGreaterThanOrEqual(1);
  await expect(page.locator('tr[data-fault-of="sse"]')).toHaveCount(0);
});

test('what is on is shown in its lane, and goes off with one click: one fault, or all', async ({ page }) => {
  await openCompare(page, 'rate=5&lanes=sse,polling&topic=on-off');
  await press(page, 'Faults …');
  await press(page, 'Latency: all lanes');
  await press(page, 'Jitter: Server-Sent Events');
  await expect(lane(page, 'sse').getByRole('listitem')).toHaveCount(2);
  await expect(lane(page, 'polling').getByRole('listitem')).toHaveText(/latency 300 ms/);
  await expect(page.getByRole('button', { name: 'Latency: all lanes' })).toHaveAttribute('aria-pressed', 'true');

  await press(page, 'Take back: latency 300 ms on Polling');
  await expect(lane(page, 'polling').getByRole('listitem')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Latency: all lanes' })).toHaveAttribute('aria-pressed', 'false');
  await press(page, 'All off');
  await expect(lane(page, 'sse').getByRole('listitem')).toHaveCount(0);
  await expect(page.getByText('none on')).toBeVisible();
});

test('faults end with the page: loaded again, it has none', async ({ page }) => {
  await openCompare(page, 'rate=5&lanes=sse&topic=forgotten');
  await press(page, 'Faults …');
  await press(page, 'Stall: all lanes');
  await expect(lane(page, 'sse').getByRole('listitem')).toHaveText(/stall/);
  await page.reload();
  await expect(fact(page, 'sse', 'received')).not.toHaveText('0');
  await press(page, 'Faults …');
  await expect(page.getByText('none on')).toBeVisible();
});

test('the tunnel is predicted by keyboard, run, and held against the prediction; who does not resume loses', async ({
  page,
  context,
  watch,
}) => {
  test.setTimeout(120_000);
  watch.allow(BROKEN);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openCompare(page, 'rate=2&interval=200&noresume=websocket&topic=tunnel');
  await page.getByRole('button', { name: 'Scenarios …' }).press('Enter');
  await page.getByRole('button', { name: 'The tunnel' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'The tunnel' })).toBeFocused();
  await setAmount(page, 'Down for', 1);
  await expect(page.getByText('All edges go down for 1 s')).toBeVisible();
  const run = page.getByRole('button', { name: 'Run it' });
  await expect(run).toBeDisabled();
  for (const id of TRANSPORT_IDS) {
    const name = `${TRANSPORT_LABELS[id].name}${id === 'websocket' ? ', no resume' : ''}`;
    const first = page.getByRole('radio', { name: new RegExp(`^${name}: `) }).first();
    await first.press('Space');
    for (let step = 0; step < 2; step++) await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('radio', { name: `${name}: Loses events`, exact: true })).toBeChecked();
  }
  await run.press('Enter');
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy as text' })).toBeVisible({ timeout: 90_000 });

  await expect(result(page, 'websocket')).toHaveAttribute('data-measured', 'loses');
  await expect(result(page, 'websocket')).toContainText('✓ as predicted');
  expect(Number(await measured(page, 'websocket', 'lost'))).toBeGreaterThan(0);
  for (const id of TRANSPORT_IDS.filter((other) => other !== 'websocket')) {
    expect(await measured(page, id, 'lost'), `lost of ${id}`).toBe('0');
    await expect(result(page, id)).toHaveAttribute('data-measured', /^(quick|slow)$/);
    await expect(result(page, id)).toContainText('✗ otherwise');
  }
  // Lanes count on after the run, so the table of the run and what stands in the lane agree in what is over.
  expect(await fact(page, 'websocket', 'lost').innerText()).toBe(await measured(page, 'websocket', 'lost'));
  await expect(page.getByRole('textbox', { name: 'Rate', exact: true })).toHaveValue('2');

  await press(page, 'Copy as text');
  await expect(page.getByText('copied', { exact: true })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('WebSocket, no resume\n  predicted  Loses events\n  measured   Loses events');
  await expectAccessible(page);
});

test('a run that is cancelled leaves nothing broken, and the source at its pace', async ({ page, watch }) => {
  watch.allow(BROKEN);
  await openCompare(page, 'rate=3&lanes=sse,websocket&topic=cancelled');
  await press(page, 'Scenarios …');
  await press(page, 'The slow reader');
  await press(page, 'Run without predicting');
  await expect(lane(page, 'sse').getByRole('listitem')).toHaveText(/bandwidth 4 KB\/s/);
  await press(page, 'Cancel');
  await expect(page.getByText('Cancelled: nothing was measured')).toBeVisible();
  await expect(lane(page, 'sse').getByRole('listitem')).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Rate', exact: true })).toHaveValue('3');
});

test('a run whose numbers are begun anew meanwhile says that nothing was measured', async ({ page, watch }) => {
  watch.allow(BROKEN);
  await openCompare(page, 'rate=3&lanes=sse&topic=disturbed');
  await press(page, 'Scenarios …');
  await press(page, 'The tunnel');
  await setAmount(page, 'Down for', 1);
  await press(page, 'Run without predicting');
  await expect(lane(page, 'sse').getByRole('listitem')).toHaveText(/down 1 s/);
  await page.keyboard.press('c');
  await expect(page.getByText('nothing could be measured')).toBeVisible();
  await expect(lane(page, 'sse').getByRole('listitem')).toHaveCount(0);
  await press(page, 'Begin again');
  await expect(page.getByRole('heading', { name: 'The tunnel' })).toBeVisible();
});

test('of seven event sources to one origin the seventh stream waits, and opens when one is closed', async ({
  page,
}) => {
  await openCompare(page, 'rate=5&lanes=sse&topic=wall');
  await press(page, 'Scenarios …');
  await press(page, 'The six-connection wall');
  await page.getByRole('radio', { name: 'The seventh stream: It waits, without an error' }).check();
  await press(page, 'Run it');
  const streams = page.getByRole('group', { name: 'Event sources' });
  // The lane holds the sixth connection.
  await expect(streams.locator('tr[data-ready-state="1"]')).toHaveCount(5);
  await expect(streams.locator('tr[data-ready-state="0"]')).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Copy as text' })).toBeVisible({ timeout: 20_000 });
  await expect(result(page, 'seventh')).toContainText('✓ as predicted');
  expect(await measured(page, 'seventh', 'errors')).toBe('0');
  expect(await measured(page, 'seventh', 'next one after')).toMatch(/^\d+ ms$/);
  await expect(streams.locator('tr[data-ready-state="2"]')).toHaveCount(1);
});

test('axe finds nothing in open faults and in a question, and neither is wider than a phone', async ({ page }) => {
  test.slow();
  await openCompare(page, 'rate=5&lanes=sse,websocket&topic=narrow');
  await press(page, 'Faults …');
  await press(page, 'Latency: Server-Sent Events');
  await press(page, 'Scenarios …');
  await expectAccessible(page);
  await press(page, 'The dead peer');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
