import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import type { SessionInfo } from '../../lib/protocol/index.ts';
import { decodeCapture, encodeCapture } from '../../lib/wire/index.ts';
import { expect, expectAccessible, test } from '../support/fixtures.ts';
import { largeCapture } from '../support/large-capture.ts';

const list = (page: Page): Locator => page.getByRole('grid', { name: 'What went over the connections' });
const rows = (page: Page): Locator => page.locator('[data-row]');
const bytes = (page: Page): Locator => page.getByRole('grid', { name: /^Bytes/ });
const drawer = (page: Page): Locator => page.getByRole('complementary', { name: 'Wire' });

/** How many rows the list has, those that are not drawn included. */
const count = async (page: Page): Promise<number> => Number(await list(page).getAttribute('aria-rowcount')) - 1;

/** How many bytes the rows add up to. */
async function total(page: Page): Promise<number> {
  const text = await page.locator('[data-sum="total"] dd').innerText();
  return Number(text.replaceAll(/[^\d]/g, ''));
}

/** How many bytes the recorded sample has. */
const SAMPLE_BYTES = decodeCapture(readFileSync('lib/ui/wire/sample.json', 'utf8')).records.reduce(
  (sum, record) => sum + ('bytes' in record ? Buffer.from(record.bytes, 'base64').length : 0),
  0,
);

/** Opens the sample, and waits until all of it is shown: what is opened is decoded a few milliseconds a frame. */
async function openSample(page: Page): Promise<void> {
  await page.goto('/wire');
  await page.getByRole('button', { name: 'Open a recorded sample' }).click();
  await expect(rows(page).first()).toBeVisible();
  await expect.poll(() => total(page)).toBe(SAMPLE_BYTES);
}

/** Answers as a site without a lab does. */
async function withoutLab(page: Page): Promise<void> {
  await page.route('**/lab.json', (route) => route.fulfill({ json: { control: 1 } }));
}

test('lanes of the page show what goes over them, and every byte that the lab counted', async ({ page }) => {
  const sessions: SessionInfo[] = [];
  page.on('response', async (response) => {
    if (response.request().method() === 'POST' && response.url().endsWith('/sessions')) {
      sessions.push((await response.json()) as SessionInfo);
    }
  });
  await page.goto('/wire');
  await page.getByRole('button', { name: 'Start and capture' }).click();
  const lanes = page.getByRole('region', { name: 'Live lanes' });
  for (const name of ['Polling', 'Long poll', 'SSE', 'Socket.IO']) {
    await lanes.getByRole('button', { name, exact: true }).click();
  }
  await expect(rows(page).filter({ hasText: '"seq"' }).nth(2)).toBeVisible();
  const rate = lanes.getByRole('textbox', { name: 'Rate', exact: true });
  await rate.fill('0');
  await rate.press('Enter');

  const [session] = sessions;
  if (!session) throw new Error('Expected the page to have opened a session');
  // Both are asked for until they agree: telemetry comes four times a second, and the page reads on meanwhile.
  await expect
    .poll(async () => {
      const answer = await fetch(`${session.control}/sessions/${session.id}/telemetry`);
      const reader = answer.body?.getReader();
      const first = new TextDecoder().decode((await reader?.read())?.value);
      await reader?.cancel();
      const data = /^data: ?(\{"at".*)$/m.exec(first)?.[1];
      if (data === undefined) return 'nothing yet';
      const { transports } = JSON.parse(data) as { transports: Record<string, { up: number; down: number }> };
      const counted = Object.values(transports).reduce((sum, { up, down }) => sum + up + down, 0);
      const shown = await total(page);
      return counted === shown ? 'equal' : `${shown} shown, ${counted} counted`;
    })
    .toBe('equal');
});

test('a capture is saved and opened again without any server, and shows the same', async ({ context, page, watch }) => {
  await openSample(page);
  const before = { rows: await count(page), total: await total(page) };
  expect(before.rows).toBeGreaterThan(50);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save JSON' }).click();
  const path = await (await download).path();

  watch.allow(/ERR_|Failed to load/);
  const other = await context.newPage();
  await withoutLab(other);
  await other.goto('/wire');
  await context.setOffline(true);
  await other.getByLabel('Open a saved capture').setInputFiles(path);
  await expect(other.getByText('Shown from the file')).toBeVisible();
  await expect.poll(() => count(other)).toBe(before.rows);
  expect(await total(other)).toBe(before.total);
  await rows(other).first().click();
  await expect(bytes(other)).toBeVisible();
  await context.setOffline(false);
});

test('a capture is saved for Wireshark', async ({ page }) => {
  await openSample(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save pcap' }).click();
  const file = readFileSync(await (await download).path());
  expect((await download).suggestedFilename()).toMatch(/^wirelab-.*\.pcap$/);
  expect(['a1b2c3d4', 'd4c3b2a1', 'a1b23c4d', '4d3cb2a1']).toContain(file.subarray(0, 4).toString('hex'));
});

test('a file that is no capture is refused in words, and what was shown stays', async ({ page }) => {
  await openSample(page);
  const before = await count(page);
  for (const [text, why] of [
    ['{"format":', /not JSON/],
    ['{"hello":1}', /not a capture/],
    ['{"format":"wirelab-capture","version":1,"records":[{"transport":"x"}]}', /Record 0/],
  ] as const) {
    const buffer = Buffer.from(text);
    await page
      .getByLabel('Open a saved capture')
      .setInputFiles({ name: 'bad.json', mimeType: 'application/json', buffer });
    await expect(page.getByText(why)).toBeVisible();
    expect(await count(page)).toBe(before);
  }
});

test('everything can be reached with the keyboard alone', async ({ page }) => {
  await openSample(page);
  // Into the list: its rows are one stop of the keyboard.
  await page.getByRole('searchbox').focus();
  const isRow = () => page.evaluate(() => document.activeElement?.getAttribute('role') === 'row');
  for (let presses = 0; presses < 20 && !(await isRow()); presses++) await page.keyboard.press('Tab');
  expect(await isRow()).toBe(true);

  await page.keyboard.press('End');
  const last = await count(page);
  await expect(page.locator(':focus')).toHaveAttribute('aria-rowindex', String(last + 1));
  await page.keyboard.press('Home');
  await expect(page.locator(':focus')).toHaveAttribute('aria-rowindex', '2');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  const chosen = await page.locator(':focus').getAttribute('data-row');
  await expect(page.locator(':focus')).toHaveAttribute('aria-selected', 'true');

  await page.keyboard.press('Enter');
  await expect(bytes(page)).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[data-cursor]').first()).toHaveAttribute('data-byte', '17');
  await expect(page.getByRole('status', { name: 'The bytes that are lit' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator(':focus')).toHaveAttribute('data-row', String(chosen));
});

test('a byte that is pointed at is lit in hex and text, with its field and all the bytes of it', async ({ page }) => {
  await openSample(page);
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('frame');
  await page.getByRole('combobox', { name: 'Direction' }).selectOption('up');
  await page.getByRole('button', { name: 'WebSocket only' }).click();
  await rows(page).first().click();

  const lit = () =>
    bytes(page)
      .locator('[data-lit]')
      .evaluateAll((cells) => [...new Set(cells.map((cell) => Number((cell as HTMLElement).dataset.byte)))]);
  const key = page.getByRole('row', { name: /masking key/ });
  await key.getByRole('button').click();
  expect(await lit()).toHaveLength(4);
  await expect(key).toHaveAttribute('data-lit', '');
  await expect(page.getByRole('status', { name: 'The bytes that are lit' })).toContainText('RFC 6455');

  const [first = 0] = await lit();
  await bytes(page)
    .locator(`[data-byte="${first + 6}"]`)
    .first()
    .hover();
  const under = await lit();
  expect(under).toContain(first + 6);
  expect(under).not.toContain(first);
  // Each lit byte is lit twice: as hex and as text.
  await expect(bytes(page).locator('[data-lit]')).toHaveCount(2 * under.length);

  const text = () => bytes(page).getByRole('gridcell').filter({ hasText: /.{8}/ }).allInnerTexts();
  expect((await text()).join('')).toContain('subscribe');
  await page.getByRole('button', { name: 'text unmasked' }).click();
  expect((await text()).join('')).not.toContain('subscribe');
});

test('rows are filtered, searched in text and in bytes, and paused', async ({ page }) => {
  await openSample(page);
  const all = await count(page);
  const search = page.getByRole('searchbox');
  await search.fill('hello, wire');
  await expect.poll(() => count(page)).toBeLessThan(all);
  const withText = await count(page);
  expect(withText).toBeGreaterThanOrEqual(5);
  await search.fill('88 00');
  await expect.poll(() => count(page)).toBeLessThan(withText);
  await expect(rows(page).filter({ hasText: 'close' }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect.poll(() => count(page)).toBe(all);
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('control');
  await expect(rows(page).filter({ hasText: 'ping' }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Go on' })).toHaveAttribute('aria-pressed', 'true');
});

test('there is nothing that axe finds, empty and with an entry opened', async ({ page }) => {
  await page.goto('/wire');
  await expect(page.getByText('Nothing is captured yet')).toBeVisible();
  await expectAccessible(page);
  await openSample(page);
  await rows(page).filter({ hasText: 'EVENT' }).first().click();
  await bytes(page).focus();
  await page.keyboard.press('ArrowRight');
  await expectAccessible(page);
});

for (const width of [320, 390, 1440, 2560]) {
  test(`an opened entry fits a screen of ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await openSample(page);
    await rows(page).first().click();
    for (const text of ['GET', 'EVENT', 'message']) {
      const row = rows(page).filter({ hasText: text }).first();
      if ((await row.count()) > 0) await row.click();
      const wide = await page.evaluate(() => {
        const inner = [...document.querySelectorAll('[data-wire-view] [role="grid"][aria-label^="Bytes"]')];
        return [document.documentElement, ...inner].map((it) => it.scrollWidth - it.clientWidth);
      });
      expect(Math.max(...wide), `what does not fit, ${text}`).toBeLessThanOrEqual(0);
    }
  });
}

test('/compare opens the bytes of a lane in a drawer, and gives the focus back', async ({ page }) => {
  await page.goto('/compare?topic=drawer&rate=5');
  const opener = page.getByRole('button', { name: 'Bytes of WebSocket' });
  await opener.click();
  await expect(drawer(page)).toBeVisible();
  await expect(rows(page).filter({ hasText: '"seq"' }).first()).toBeVisible();
  const transports = await rows(page).evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset.transport));
  expect(new Set(transports)).toEqual(new Set(['websocket']));
  await expectAccessible(page);

  const edge = page.getByRole('separator', { name: 'Size of the drawer' });
  const height = async () => (await drawer(page).boundingBox())?.height ?? 0;
  const before = await height();
  await edge.focus();
  await page.keyboard.press('ArrowUp');
  await expect.poll(height).toBeGreaterThan(before);

  await page.keyboard.press('Escape');
  await expect(drawer(page)).toBeHidden();
  await expect(opener).toBeFocused();
});

test('an arrow of a picture leads to its bytes, and they lead back', async ({ page }) => {
  await page.goto('/compare?topic=arrows&rate=2&lanes=sse,websocket');
  const lane = page.locator('article[data-transport="websocket"]');
  const picture = lane.getByRole('application');
  // Until the middle of the picture has arrows: the keys mean the one that is there.
  await expect(lane.locator('[data-fact="received"] dd')).toHaveText(/^(1[5-9]|[2-9]\d)$/, { timeout: 30_000 });
  await picture.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowLeft');
  // The picture moves to the arrow with its next frame; only then is it the one in the middle.
  await expect(async () => {
    await page.keyboard.press('Enter');
    await expect(drawer(page)).toBeVisible({ timeout: 500 });
  }).toPass();
  const chosen = drawer(page).locator('[data-row][aria-selected="true"]');
  await expect(chosen).toBeVisible();
  await expect(chosen).toHaveAttribute('data-transport', 'websocket');
  await drawer(page).getByRole('button', { name: 'Show its arrow' }).click();
  await expect(lane.locator('canvas')).toBeInViewport();
});

test('a lesson shows the bytes of its own lane', async ({ page }) => {
  await page.goto('/lessons/websocket');
  const figure = page.locator('figure', { has: page.getByRole('button', { name: 'Start the lane' }) }).first();
  await figure.evaluate((element) => element.scrollIntoView());
  await page.getByRole('button', { name: 'Start the lane' }).first().click();
  await page.getByRole('button', { name: 'Bytes', exact: true }).click();
  await expect(drawer(page)).toBeVisible();
  await expect(rows(page).filter({ hasText: '"seq"' }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Bytes', exact: true })).toBeFocused();
});

test('ten thousand rows are scrolled through at the pace of the screen', async ({ page }) => {
  await page.goto('/wire');
  await page.getByLabel('Open a saved capture').setInputFiles({
    name: 'large.json',
    mimeType: 'application/json',
    buffer: Buffer.from(encodeCapture({ records: largeCapture(10_500) })),
  });
  await expect.poll(() => count(page), { timeout: 30_000 }).toBe(10_000);
  await expect(page.getByText('older rows are gone')).toBeVisible();
  expect(await rows(page).count(), 'rows in the page').toBeLessThan(120);

  /** The median of the time between frames while `what` goes on, in milliseconds. */
  const medianFrame = (what: 'rest' | 'scroll'): Promise<number> =>
    page.evaluate(async (doing) => {
      const scroller = document.querySelector('[data-row]')?.parentElement?.parentElement;
      const frames: number[] = [];
      let before = await new Promise<number>((done) => requestAnimationFrame(done));
      for (let frame = 0; frame < 90; frame++) {
        if (doing === 'scroll' && scroller) scroller.scrollTop = (frame * 2_711) % scroller.scrollHeight;
        const now = await new Promise<number>((done) => requestAnimationFrame(done));
        frames.push(now - before);
        before = now;
      }
      return frames.sort((a, b) => a - b)[frames.length >> 1] ?? Number.NaN;
    }, what);

  const atRest = await medianFrame('rest');
  const scrolling = await medianFrame('scroll');
  // One frame in two may be late on a machine that is busy elsewhere; a list that is drawn whole takes far longer.
  expect(scrolling, `${atRest} ms at rest`).toBeLessThanOrEqual(Math.max(atRest, 17) * 2);
});
