import type { Locator, Page } from '@playwright/test';
import type { SessionInfo, Telemetry, Toxics, TransportId } from '../../lib/protocol/index.ts';
import { startPages } from '../../servers/pages.ts';
import { startLab } from '../../servers/start.ts';
import { expect, test } from '../support/fixtures.ts';

const lane = (page: Page, id: TransportId): Locator => page.locator(`article[data-transport="${id}"]`);

const fact = (page: Page, id: TransportId, name: string): Locator => lane(page, id).locator(`[data-fact="${name}"] dd`);

const count = async (page: Page, id: TransportId, name: string): Promise<number> =>
  Number((await fact(page, id, name).innerText()).replaceAll(',', ''));

/** Opens the page, and says which session it got. */
async function open(page: Page, { query, site = '' }: { query: string; site?: string }): Promise<SessionInfo> {
  const answer = page.waitForResponse(
    (response) => response.url().endsWith('/sessions') && response.request().method() === 'POST',
  );
  await page.goto(`${site}/compare?${query}`);
  const session = (await (await answer).json()) as SessionInfo;
  const lanes = (new URLSearchParams(query).get('lanes') ?? '').split(',') as TransportId[];
  for (const id of lanes) await expect(lane(page, id).locator('[data-state="open"]')).toBeVisible();
  return session;
}

/** Asks the session itself, past the page. */
async function telemetryOf({ control, id }: SessionInfo): Promise<Telemetry> {
  const answer = await fetch(`${control}/sessions/${id}/telemetry`);
  let text = '';
  // Leaving the loop ends the request.
  for await (const chunk of answer.body ?? []) {
    text += Buffer.from(chunk as Uint8Array).toString();
    const data = /^data: (.*)\n\n/m.exec(text)?.[1];
    if (data !== undefined) return JSON.parse(data) as Telemetry;
  }
  throw new Error('Expected telemetry');
}

async function setToxics({ control, id }: SessionInfo, transport: TransportId, toxics: Toxics): Promise<void> {
  const url = `${control}/sessions/${id}/toxics/${transport}`;
  const headers = { 'Content-Type': 'application/json' };
  expect((await fetch(url, { method: 'PUT', headers, body: JSON.stringify(toxics) })).status).toBe(200);
}

test('a lane shows the bytes that its edge counted, all of them decoded, beside its picture and in the table', async ({
  page,
}) => {
  const session = await open(page, { query: 'rate=20&lanes=sse,websocket,socket-io&topic=bytes' });
  await expect.poll(() => count(page, 'websocket', 'received')).toBeGreaterThan(20);
  await page.getByRole('textbox', { name: 'Rate', exact: true }).fill('0');
  await page.getByRole('textbox', { name: 'Rate', exact: true }).press('Enter');
  for (const id of ['sse', 'websocket', 'socket-io'] as const) {
    await expect(async () => {
      const { up, down, opened } = (await telemetryOf(session)).transports[id];
      const title = (await lane(page, id).locator('[data-fact="wire"]').getAttribute('title')) ?? '';
      expect(Number(title.split(' ')[0]?.replaceAll(',', ''))).toBe(up + down);
      expect(await count(page, id, 'connections')).toBe(opened);
      await expect(lane(page, id).getByText('at the edge, all decoded')).toBeVisible();
      expect(await fact(page, id, 'overhead').innerText()).toMatch(/^[\d.]+ %$/);
    }).toPass({ timeout: 15_000 });
  }
  await page.getByRole('button', { name: 'Table' }).click();
  const cell = (name: string, id: TransportId) =>
    page.locator(`tr[data-fact="${name}"] td[data-lane="${id}"]`).innerText();
  for (const id of ['sse', 'websocket'] as const) {
    const { up, down } = (await telemetryOf(session)).transports[id];
    const shown = await Promise.all(['up', 'down', 'wire', 'decoded'].map((name) => cell(name, id)));
    expect(shown.map((text) => Number(text.replaceAll(',', '')))).toEqual([up, down, up + down, up + down]);
  }
  await page.getByRole('button', { name: 'Clear C' }).click();
  await expect.poll(() => cell('wire', 'sse')).toMatch(/^\d{1,2}$/);
});

test('a WebSocket lane without resume loses what was published while it was down, and one with it does not', async ({
  page,
  watch,
}) => {
  watch.allow(/ERR_CONNECTION|WebSocket connection to/);
  const session = await open(page, { query: 'rate=20&lanes=sse,websocket,socket-io&noresume=websocket&topic=bare' });
  await expect(lane(page, 'websocket').getByText('no resume')).toBeVisible();
  await expect(lane(page, 'socket-io').getByText('no resume')).toBeHidden();
  const lanes = ['sse', 'websocket', 'socket-io'] as const;
  for (const id of lanes) await expect.poll(() => count(page, id, 'received')).toBeGreaterThan(5);
  for (const id of lanes) await setToxics(session, id, { down: true });
  for (const id of lanes) await expect(lane(page, id).locator('[data-state="waiting"]')).toBeVisible();
  for (const id of lanes) await setToxics(session, id, {});
  for (const id of lanes) await expect(lane(page, id).locator('[data-state="open"]')).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => count(page, 'websocket', 'lost')).toBeGreaterThan(0);
  for (const id of ['sse', 'socket-io'] as const) await expect(fact(page, id, 'lost')).toHaveText('0');

  await page.getByRole('button', { name: 'Resume: WebSocket' }).click();
  await expect(lane(page, 'websocket').getByText('no resume')).toBeHidden();
  expect(new URL(page.url()).search).not.toContain('noresume');
});

test('a page that is reloaded or left gives its session back, so that one is enough', async ({ page }) => {
  test.setTimeout(120_000);
  // A site of its own: what a test answers in the place of a site is cut off when its page is left.
  const lab = await startLab({ port: 0, limits: { maxSessions: 1 } });
  const labPort = Number(new URL(lab.urls.control).port);
  const site = await startPages({ mode: 'start', host: '127.0.0.1', port: 0, labPort });
  const ids = new Set<string>();
  for (const leave of ['by address', 'by a link', 'by address']) {
    ids.add((await open(page, { query: 'rate=5&lanes=sse&topic=visits', site: site.url })).id);
    await expect.poll(() => count(page, 'sse', 'received')).toBeGreaterThan(1);
    if (leave !== 'by a link') continue;
    await page.getByRole('link', { name: 'Course' }).first().click();
    await expect(page).toHaveURL(/\/lessons$/);
  }
  expect(ids.size).toBe(3);
  await page.goto('about:blank');
  await site.close();
  await lab.close();
});
