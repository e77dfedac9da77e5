import type { Locator, Page } from '@playwright/test';
import { SAMPLE_READING } from '../../lib/ui/binary-sizes/reading.ts';
import { expect, expectAccessible, test, wakeFigures } from '../support/fixtures.ts';

/** Figures speak to servers: how long that may take on a busy machine. */
const SOON = { timeout: 15_000 };

const figure = (page: Page, title: string): Locator =>
  page.locator('figure', { has: page.locator('figcaption', { hasText: title }) });

const button = (within: Locator, name: string | RegExp): Locator =>
  within.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });

const note = (within: Locator): Locator => within.getByRole('status');

/** Opens a lesson and brings its figures to life, as a reader does who scrolls through it. */
async function openLesson(page: Page, slug: string): Promise<void> {
  await page.goto(`/lessons/${slug}`);
  await wakeFigures(page);
}

/** Nothing sticks out of the page, and axe finds nothing, once a figure is in use. */
async function expectSound(page: Page): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(width, 'what sticks out').toBeLessThanOrEqual(0);
  await expectAccessible(page);
}

test.describe('08, the handshake', () => {
  test.beforeEach(async ({ page }) => {
    await openLesson(page, 'handshake');
  });

  test('the accept key follows every letter of the key, and a key of another length is marked', async ({ page }) => {
    const own = figure(page, 'From the key');
    const accept = own.locator('[data-accept]');
    await expect(accept).toHaveText('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
    const key = own.getByLabel('Sec-WebSocket-Key');
    await key.fill('aGVsbG8=');
    await expect(note(own)).toContainText('It stands for 5 bytes');
    await expect(key).toHaveAttribute('aria-invalid', 'true');
    await button(own, 'A fresh one').click();
    await expect(note(own)).toHaveText('A server accepts this key.');
    await expect(accept).not.toHaveText('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
    await expect(accept).toHaveText(/^[A-Za-z0-9+/]{27}=$/);
  });

  test('a handshake is accepted as it stands, and refused once a line is changed', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    const own = figure(page, 'line by line');
    await button(own, /^Send \d+ bytes$/).click();
    await expect(note(own)).toContainText('101 Switching Protocols. The accept key is the one', SOON);
    await button(own, 'Version 8').click();
    await expect(own.getByLabel('Value of Sec-WebSocket-Version')).toHaveValue('8');
    await button(own, /^Send \d+ bytes$/).click();
    await expect(note(own)).toContainText('HTTP/1.1 426', SOON);
    await expect(own.getByRole('region')).toContainText('Sec-WebSocket-Version: 13');
    await expectSound(page);
  });

  test('a line can be left out with the keyboard alone', async ({ page }) => {
    const own = figure(page, 'line by line');
    const key = own.getByRole('checkbox', { name: 'Sec-WebSocket-Key' });
    await key.focus();
    await page.keyboard.press('Space');
    await expect(key).not.toBeChecked();
    await own.getByLabel('Request line').focus();
    await page.keyboard.press('Enter');
    await expect(note(own)).toContainText('HTTP/1.1 400', SOON);
    await expect(own.getByRole('region')).toContainText('Missing or invalid Sec-WebSocket-Key');
  });
});

test('09: a bit is turned, the frame is sent, and the server’s 1002 is seen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openLesson(page, 'frames');
  const own = figure(page, 'bit by bit');
  await expect(own).toContainText('Legal from a client.');
  await button(own, 'Send the frame').click();
  await expect(note(own)).toContainText('Last answer: text {"op":"subscribed"', SOON);

  await button(own, 'MASK: 1').focus();
  await page.keyboard.press('Enter');
  await expect(button(own, 'MASK: 0')).toHaveAttribute('aria-pressed', 'false');
  await expect(own).toContainText('Against section 5.1: a client has to mask.');
  await button(own, 'Send the frame').click();
  await expect(note(own)).toContainText('close 1002', SOON);
  await expect(note(own)).toContainText('(FIN)', SOON);
  await expect(own.getByRole('region')).toContainText('88 02 03 ea');
  await expectSound(page);
});

test('09: the drawer shows all that went over the edge, with the bytes of the figure', async ({ page }) => {
  await openLesson(page, 'frames');
  const own = figure(page, 'bit by bit');
  await expect(button(own, 'All bytes')).toBeDisabled();
  await button(own, 'Send the frame').click();
  await button(own, 'All bytes').click(SOON);
  const drawer = page.getByRole('complementary', { name: 'Wire' });
  await expect(drawer).toBeFocused(SOON);
  await expect(drawer.getByText('101 Switching Protocols').last()).toBeVisible(SOON);
  await page.keyboard.press('Escape');
  await expect(button(own, 'All bytes')).toBeFocused();
});

test('09: a ping between two pieces is answered before the message', async ({ page }) => {
  await openLesson(page, 'frames');
  const own = figure(page, 'bit by bit');
  await button(own, 'Two pieces, a ping between').click();
  await button(own, 'Send the 3 frames').click();
  await expect(note(own)).toContainText('Last answer: text {"op":"subscribed"', SOON);
  const down = own.locator('li[data-direction="down"]');
  await expect(down).toHaveCount(3);
  await expect(down.nth(1)).toContainText('pong mid');
});

test.describe('10, closing', () => {
  const ENDS = [
    ['close()', 'code 1005', 'wasClean true'],
    ["close(4000, 'bye')", 'code 4000, reason "bye"', 'wasClean true'],
    ['The server restarts', 'code 1001', 'wasClean true'],
    ['Send 70,000 bytes', 'code 1009', 'wasClean true'],
    ['The edge cuts it (RST)', 'code 1006', 'wasClean false'],
  ] as const;

  test('each end of a connection is told to the page, and seen in the bytes', async ({ page, watch }) => {
    watch.allow(/WebSocket connection .* failed|already in CLOSING or CLOSED/);
    await page.setViewportSize({ width: 390, height: 844 });
    await openLesson(page, 'closing');
    const own = figure(page, 'from both sides');
    const bytes = own.getByRole('region', { name: 'Captured at the edge' });
    for (const [ending, code, clean] of ENDS) {
      await button(own, /^Open a (new )?connection$/).click();
      await expect(own.locator('[data-property="readyState"]')).toHaveText('1 OPEN', SOON);
      await button(own, ending).click();
      await expect(note(own)).toContainText(code, SOON);
      await expect(note(own)).toContainText(clean);
      await expect(own.locator('[data-property="readyState"]')).toHaveText('3 CLOSED');
      await expect(note(own)).toContainText('As the edge saw it', SOON);
      const frames = bytes.locator('li[data-kind="control"]');
      await expect(frames).toHaveCount(ending.startsWith('The edge') ? 0 : 2);
    }
    await button(own, 'Send 5 bytes').click();
    await expect(own.locator('[data-property="bufferedAmount"]')).toHaveText('5');
    await expectSound(page);
  });

  test('a forbidden code throws, and the connection goes on', async ({ page }) => {
    await openLesson(page, 'closing');
    const own = figure(page, 'from both sides');
    await button(own, 'Open a connection').click();
    await expect(own.locator('[data-property="readyState"]')).toHaveText('1 OPEN', SOON);
    for (const call of ['close(1001)', 'close(1006)', 'close(2999)']) await button(own, call).click();
    await expect(own.locator('li[data-kind="threw"]')).toHaveCount(3);
    await expect(own.locator('li[data-kind="threw"]').first()).toContainText('InvalidAccessError');
    await button(own, 'A reason of 124 bytes').click();
    await expect(own.locator('li[data-kind="threw"]').last()).toContainText('SyntaxError');
    await expect(own.locator('[data-property="readyState"]')).toHaveText('1 OPEN');
  });

  test('what a stalled network does not take waits in the browser, and goes when the stall is lifted', async ({
    page,
  }) => {
    await openLesson(page, 'closing');
    const own = figure(page, 'from both sides');
    const buffered = own.locator('[data-property="bufferedAmount"]');
    await button(own, 'Open a connection').click();
    await expect(own.locator('[data-property="readyState"]')).toHaveText('1 OPEN', SOON);
    await button(own, 'Stall the edge, and send 12 MB').click();
    await expect(buffered).toHaveText(/^\d+(,\d{3})+$/, SOON);
    await button(own, 'Lift the stall').click();
    await expect(buffered).toHaveText('0', SOON);
    await expect(own.locator('[data-property="readyState"]')).toHaveText('1 OPEN');
  });

  test('by hand, a code of the wire is echoed, and a local one answered with 1002', async ({ page }) => {
    await openLesson(page, 'closing');
    await button(figure(page, 'from both sides'), 'Raw').click();
    const own = figure(page, 'made by hand');
    await button(own, 'Connect, and close with it').click();
    await expect(note(own)).toContainText('The server answered: close 1001', SOON);
    await button(own, '1005').click();
    await expect(own).toContainText('It may never stand in a close frame.');
    await button(own, 'Connect, and close with it').click();
    await expect(note(own)).toContainText('The server answered: close 1002', SOON);
    await expectSound(page);
  });
});

test('11: both forms are counted at the edge, and the browser’s refusals are its own', async ({ page, watch }) => {
  watch.allow(/Sent non-empty 'Sec-WebSocket-Protocol' header but no response was received/);
  await page.setViewportSize({ width: 390, height: 844 });
  await openLesson(page, 'browser-api');
  const sizes = figure(page, 'as text and as bytes');
  await button(sizes, 'Send both').click();
  const payload = JSON.stringify(SAMPLE_READING).length;
  await expect(sizes.locator('tr[data-form="text"]')).toContainText(`${payload}6${payload + 6}`, SOON);
  await expect(sizes.locator('tr[data-form="binary"]')).toContainText('16622', SOON);
  await expect(sizes.getByRole('region')).toContainText('Expected a text message, got a binary one', SOON);

  const calls = figure(page, 'What this browser refuses');
  await button(calls, 'Make the calls').click();
  await expect(note(calls)).toContainText('6 of 9 calls threw.', SOON);
  await expect(calls.getByRole('row', { name: /unknown\.9/ })).toContainText('later error, then close with 1006');
  await expectSound(page);
});

test('12: a client’s traffic is listed from its first poll to its frames, and unfolded', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openLesson(page, 'engine-io');
  const own = figure(page, 'layer by layer');
  const list = own.getByRole('region', { name: 'What went over the connections' });
  await button(own, 'Start, polling first').click();
  for (const said of ['transport=polling', '101 Switching Protocols', 'ping probe', 'pong probe', 'upgrade']) {
    await expect(list).toContainText(said, SOON);
  }
  await button(own, 'Publish').click();
  const event = list.getByRole('button', { name: /down, connection.*EVENT event/ });
  await event.click(SOON);
  const layers = own.getByRole('region', { name: 'Layers of the chosen line' });
  for (const layer of ['WebSocket', 'Engine.IO', 'Socket.IO', 'JSON']) await expect(layers).toContainText(layer);
  await expectSound(page);
});

test('13: acknowledgements are measured, and another namespace is refused on the same connection', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openLesson(page, 'acknowledgements');
  const trips = figure(page, 'How long an acknowledgement takes');
  const sum = (name: string) => trips.locator(`[data-sum="${name}"] dd`);
  await button(trips, '10 round trips').click();
  await expect(sum('acknowledged')).toHaveText('10', SOON);
  await button(trips, '25 ms').click();
  await expect(button(trips, '25 ms')).toHaveAttribute('aria-pressed', 'true', SOON);
  await button(trips, '10 round trips').click();
  await expect(sum('acknowledged')).toHaveText('10', SOON);
  expect(Number.parseFloat(await sum('fastest').innerText())).toBeGreaterThanOrEqual(49);

  const packets = figure(page, 'Packets written by hand');
  const lines = packets.getByRole('region');
  const send = async (label: string) => {
    await button(packets, label).click();
    await button(packets, 'Send').click();
  };
  await send('Join the main one');
  await expect(lines).toContainText('40{"sid"', SOON);
  await send('Join /admin');
  await expect(lines).toContainText('44/admin,{"message":"Invalid namespace"}', SOON);
  await send('Publish, ack 1');
  await expect(lines).toContainText('431[{"ok":true', SOON);
  await expect(note(packets)).toContainText('The last acknowledgement came');
  await expectSound(page);
});

test('a figure says that the lab is not running, and goes on when it is', async ({ page, watch }) => {
  watch.allow(/Failed to load resource/);
  let isDown = true;
  await page.route('**/lab.json', (route) => (isDown ? route.abort() : route.continue()));
  await openLesson(page, 'frames');
  const own = figure(page, 'bit by bit');
  await button(own, 'Send the frame').click();
  await expect(note(own)).toContainText('The lab is not running', SOON);
  await expectSound(page);
  isDown = false;
  await expect(note(own)).toContainText('Last answer: text {"op":"subscribed"', { timeout: 30_000 });
});

test('a figure says that there is no room for a session, and asks again when told to', async ({ page, watch }) => {
  watch.allow(/Failed to load resource/);
  let isFull = true;
  await page.route('**/sessions', async (route) => {
    if (!isFull || route.request().method() !== 'POST') return route.continue();
    const answer = await route.fetch({ method: 'GET' });
    return route.fulfill({
      status: 503,
      headers: { ...answer.headers(), 'content-type': 'application/problem+json' },
      body: JSON.stringify({
        type: 'about:blank',
        status: 503,
        code: 'server-full',
        detail: 'The lab holds 50 sessions',
      }),
    });
  });
  await openLesson(page, 'frames');
  const own = figure(page, 'bit by bit');
  await button(own, 'Send the frame').click();
  await expect(note(own)).toContainText('no room for another session', SOON);
  isFull = false;
  await button(own, 'Ask again').click();
  await expect(note(own)).toContainText('Last answer: text {"op":"subscribed"', SOON);
});
