import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

/** Figures speak to servers: how long that may take on a busy machine. */
const SOON = { timeout: 20_000 };

const figure = (page: Page, id: string): Locator => page.locator(`figure[data-figure="${id}"]`);

const button = (within: Locator, name: string): Locator => within.getByRole('button', { name, exact: true });

const sum = (within: Locator, name: string): Locator => within.locator(`[data-sum="${name}"] dd`);

test.beforeEach(async ({ page }) => {
  await page.goto('/lessons/sharing-a-connection');
});

test.describe('22, one connection for a page', () => {
  for (const { way, connections, sent, renders } of [
    { way: 'A connection each', connections: '8', sent: '8', renders: '2' },
    { way: 'Messages in a context', connections: '1', sent: '4', renders: '8' },
    { way: 'A store outside React', connections: '1', sent: '4', renders: '2' },
    { way: 'The store, once a frame', connections: '1', sent: '4', renders: '2' },
  ]) {
    test(`${way}: ${connections} at the edge, ${renders} renders for an event`, async ({ page }) => {
      const own = figure(page, 'shared-connection');
      await button(own, way).click();
      await button(own, 'Mount 8 readers').click();
      await expect(sum(own, 'connections open, at the edge')).toHaveText(connections, SOON);
      await expect(sum(own, 'messages sent by the page')).toHaveText(sent, SOON);
      await button(own, 'Publish 1 event on a').click();
      await expect(own.getByRole('region', { name: 'The readers' })).toContainText(/event 1 ?event 1/, SOON);
      await expect(sum(own, 'renders since the publish')).toHaveText(renders);
      await expect(own.locator('tr[data-reader="1"] td').nth(1)).toHaveText('1');
      const third = way === 'Messages in a context' ? '1' : '0';
      await expect(own.locator('tr[data-reader="3"] td').nth(1)).toHaveText(third);
    });
  }

  test('a store renders for each of twenty events, and once a frame for a few of them', async ({ page }) => {
    const own = figure(page, 'shared-connection');
    const rendersOf = async (way: string): Promise<number> => {
      await button(own, way).click();
      await button(own, 'Mount 8 readers').click();
      await expect(sum(own, 'messages sent by the page')).toHaveText('4', SOON);
      await button(own, 'Publish 20 on a').click();
      await expect(own.getByRole('region', { name: 'The readers' })).toContainText('event 20', SOON);
      await expect(sum(own, 'events that came')).toHaveText('20');
      return Number(await sum(own, 'renders since the publish').innerText());
    };
    expect(await rendersOf('A store outside React')).toBeGreaterThanOrEqual(30);
    expect(await rendersOf('The store, once a frame')).toBeLessThanOrEqual(20);
  });

  test('the server hears of the last reader of a topic, and the connection goes with the last topic', async ({
    page,
  }) => {
    const own = figure(page, 'shared-connection');
    await button(own, 'A store outside React').click();
    await button(own, 'Mount 8 readers').click();
    const sent = sum(own, 'messages sent by the page');
    await expect(sent).toHaveText('4', SOON);
    await button(own, 'The last reader leaves').click();
    await expect(own.getByRole('status')).toContainText('of 7 readers');
    await expect(sent).toHaveText('4');
    await button(own, 'The last reader leaves').click();
    await expect(sent).toHaveText('5');
    await button(own, 'One comes back').click();
    await expect(sent).toHaveText('6');
    for (let left = 7; left > 0; left--) await button(own, 'The last reader leaves').click();
    await expect(sum(own, 'connections open, at the edge')).toHaveText('0', SOON);
  });
});

test('22: a store comes back after a reset with its topics, and with what happened meanwhile', async ({
  page,
  lab,
  watch,
}) => {
  watch.allow(/WebSocket connection .* failed/);
  const own = figure(page, 'shared-connection');
  await button(own, 'A store outside React').click();
  const opened = page.waitForResponse((response) => response.request().method() === 'POST');
  await button(own, 'Mount 8 readers').click();
  const { id } = (await (await opened).json()) as { id: string };
  await expect(sum(own, 'messages sent by the page')).toHaveText('4', SOON);
  const readers = own.getByRole('region', { name: 'The readers' });
  await button(own, 'Publish 1 event on a').click();
  await expect(readers).toContainText('event 1', SOON);
  const answer = await fetch(`${lab.urls.control}/sessions/${id}/drop/websocket`, { method: 'POST' });
  expect(await answer.json()).toEqual({ dropped: 1 });
  await button(own, 'Publish 1 event on a').click();
  await expect(readers).toContainText('event 2', SOON);
  await expect(sum(own, 'connections made, at the edge')).toHaveText('2');
  await expect(sum(own, 'messages sent by the page')).toHaveText('8');
  await expect(sum(own, 'events that came')).toHaveText('2');
});

test.describe('22, one connection for all tabs', () => {
  test.beforeEach(async ({ page }) => {
    // Its script comes when it is near the screen.
    await figure(page, 'tab-group').evaluate((element) => element.scrollIntoView());
  });

  const row = (page: Page, tab: string): Locator =>
    figure(page, 'tab-group').getByRole('row', { name: new RegExp(`^${tab}\\b`) });

  /** Frames that have events, the first of them the leader. */
  async function addFrames(page: Page, count: number): Promise<void> {
    const own = figure(page, 'tab-group');
    for (let number = 1; number <= count; number++) {
      await button(own, 'Add a frame').click();
      await expect(row(page, `Frame ${number}`)).toContainText(number === 1 ? 'leader' : 'follower', SOON);
      await expect(row(page, `Frame ${number}`).getByRole('cell').nth(2)).toHaveText(/^\d{2,}$/, SOON);
    }
  }

  test('three frames and a tab have one connection, and a takeover misses nothing', async ({ page, context }) => {
    // Four pages beside the lesson's own.
    test.slow();
    const own = figure(page, 'tab-group');
    await addFrames(page, 3);
    const opening = context.waitForEvent('page');
    await own.getByRole('link', { name: 'Open one as a tab' }).click();
    const tab = await opening;
    await expect(tab.getByText('Follower: has none')).toBeVisible(SOON);
    await expect(sum(own, 'tabs')).toHaveText('4', SOON);
    await expect(sum(own, 'connections open, at the edge')).toHaveText('1');
    await expect(sum(own, 'connections made, at the edge')).toHaveText('1');

    await page.bringToFront();
    for (const next of ['Frame 2', 'Frame 3', 'Tab 1']) {
      await button(own, 'End the leader').click();
      await expect(own.getByRole('status')).toContainText(`${next} has the connection`, SOON);
      await expect(sum(own, 'last takeover')).toHaveText(/^\d+ ms$/, SOON);
    }
    await expect(sum(own, 'events missing, all tabs')).toHaveText('0');
    await expect(sum(own, 'connections open, at the edge')).toHaveText('1', SOON);
    await expect(sum(own, 'connections made, at the edge')).toHaveText('4');
    await expect(tab.getByText('Leader: has the connection')).toBeVisible();
    await tab.close();
    await expect(sum(own, 'connections open, at the edge')).toHaveText('0', SOON);
  });

  test('without a position, what happened during the takeover is missing', async ({ page }) => {
    const own = figure(page, 'tab-group');
    await button(own, 'without after').click();
    await button(own, '200 ms').click();
    await expect(button(own, '200 ms')).toHaveAttribute('aria-pressed', 'true', SOON);
    await addFrames(page, 2);
    await button(own, 'End the leader').click();
    await expect(sum(own, 'last takeover')).toHaveText(/^\d+ ms$/, SOON);
    await expect(sum(own, 'events missing, all tabs')).toHaveText(/^[1-9]\d*$/, SOON);
  });

  test('works with the keyboard alone at 390 px, and axe finds nothing', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    const own = figure(page, 'tab-group');
    await own.evaluate((element) => element.scrollIntoView());
    await expect(button(own, 'Add a frame')).toBeEnabled(SOON);
    await button(own, 'Add a frame').focus();
    await page.keyboard.press('Enter');
    await expect(row(page, 'Frame 1')).toContainText('leader', SOON);
    const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(width, 'what sticks out').toBeLessThanOrEqual(0);
    await expectAccessible(page);
  });

  test('a page of the group that was opened without one says where it belongs', async ({ page }) => {
    await page.goto('/tabs');
    await expect(page.getByRole('link', { name: 'Sharing one connection' })).toBeVisible();
    await expectAccessible(page);
  });
});
