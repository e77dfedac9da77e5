import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

/** Figures speak to servers: how long that may take on a busy machine. */
const SOON = { timeout: 20_000 };

const figure = (page: Page): Locator => page.locator('figure[data-figure="hook-leaks"]');

const button = (page: Page, name: string): Locator => figure(page).getByRole('button', { name, exact: true });

/** A count of both versions: the wrong one's first. */
const count = (page: Page, key: string): Locator => figure(page).locator(`tr[data-count="${key}"] td`);

async function choose(page: Page, label: string): Promise<void> {
  await figure(page).getByLabel('What is wrong').selectOption({ label });
}

/** The verdicts on both, once nothing changes any more. */
async function expectVerdicts(page: Page, wrong: RegExp, right: RegExp): Promise<void> {
  await expect(count(page, 'verdict')).toHaveText([wrong, right], SOON);
}

test.describe('21, a socket in a hook', () => {
  test.beforeEach(async ({ page, watch }) => {
    // What the lesson is about: closing a socket that is still connecting.
    watch.allow(/WebSocket is closed before the connection is established/);
    await page.goto('/lessons/react-hook');
    // Its script comes with the scroll.
    await figure(page).evaluate((element) => element.scrollIntoView());
  });

  test('an inline callback makes one connection after the other, until the figure stops it', async ({ page }) => {
    await choose(page, 'A callback among the dependencies');
    await button(page, 'Mount').click();
    await expectVerdicts(page, /✗ 4\d sockets for 1 mount .* unmounted it/, /✓ One component, one connection/);
    await expect(count(page, 'edgeOpen')).toHaveText(['0', '1']);
    expect(Number(await count(page, 'edgeMade').first().innerText())).toBeGreaterThan(10);
    await expect(figure(page).getByRole('status')).toContainText('the figure has unmounted it');
    await button(page, 'Begin anew').click();
    await expect(count(page, 'sockets')).toHaveText(['0', '0']);
  });

  test('a reconnect outlives the component, and the leak ends with the figure’s run', async ({ page }) => {
    await choose(page, 'A reconnect that outlives the component');
    await button(page, 'Mount and leave at once').click();
    await expectVerdicts(page, /✗ Nothing is there any more, and 1 connection is open/, /✓ Nothing is there, and/);
    await button(page, 'Begin anew').click();
    await button(page, 'Mount as Strict Mode does').click();
    await expectVerdicts(page, /✗ One component is there, and 2 connections are open/, /✓ One component, one/);
    await expect(count(page, 'sockets').last()).toHaveText('2');
    await button(page, 'Unmount').click();
    await expectVerdicts(page, /✗ Nothing is there any more, and 1 connection is open/, /✓ Nothing is there, and/);
  });

  test('a socket made while rendering leaves all but one behind', async ({ page }) => {
    await choose(page, 'A socket made while rendering');
    await button(page, 'Mount').click();
    await expectVerdicts(page, /✓/, /✓/);
    for (let time = 0; time < 3; time++) await button(page, 'Render again').click();
    await expect(count(page, 'edgeOpen')).toHaveText(['4', '1'], SOON);
    await button(page, 'Unmount').click();
    await expect(count(page, 'edgeOpen')).toHaveText(['3', '0'], SOON);
    await expectVerdicts(page, /✗ Nothing is there any more, and 3 connections are open/, /✓/);
  });

  test('without a clean-up each address keeps its connection', async ({ page }) => {
    await choose(page, 'No clean-up');
    await button(page, 'Mount').click();
    await expect(count(page, 'edgeOpen')).toHaveText(['1', '1'], SOON);
    await button(page, 'Other address').click();
    await expect(count(page, 'edgeOpen')).toHaveText(['2', '1'], SOON);
    await button(page, 'Unmount').click();
    await expectVerdicts(page, /✗ .* 2 connections are open/, /✓/);
  });

  for (const { label, used } of [
    { label: 'A list from the first render', used: /^1$/ },
    { label: 'The last message as state', used: /^([1-9]|[1-4]\d)$/ },
    { label: 'off without a handler', used: /^0$/ },
  ]) {
    test(`${label}: events that came are not used`, async ({ page }) => {
      await choose(page, label);
      await button(page, 'Mount').click();
      await expectVerdicts(page, /✓/, /✓/);
      if (label.startsWith('off')) await button(page, 'Render again').click();
      await button(page, 'Publish 50 at once').click();
      await expect(count(page, 'events')).toHaveText(['50', '50'], SOON);
      await expect(count(page, 'used')).toHaveText([used, /^50$/], SOON);
      await expectVerdicts(page, /✗ Of 50 events that came, it used \d+/, /✓/);
    });
  }

  test('works with the keyboard alone at 390 px, and axe finds nothing', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(button(page, 'Mount')).toBeEnabled();
    await choose(page, 'No clean-up');
    await button(page, 'Mount').focus();
    await page.keyboard.press('Enter');
    await expectVerdicts(page, /✓/, /✓/);
    await button(page, 'Unmount').focus();
    await page.keyboard.press('Enter');
    await expectVerdicts(page, /✗ .* 1 connection is open/, /✓/);
    const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(width, 'what sticks out').toBeLessThanOrEqual(0);
    await expectAccessible(page);
  });

  test('the right version comes back after a reset', async ({ page, lab, watch }) => {
    watch.allow(/WebSocket connection .* failed/);
    await choose(page, 'No clean-up');
    const opened = page.waitForResponse((response) => response.request().method() === 'POST');
    await button(page, 'Mount').click();
    const { id } = (await (await opened).json()) as { id: string };
    await expect(count(page, 'edgeOpen')).toHaveText(['1', '1'], SOON);
    const answer = await fetch(`${lab.urls.control}/sessions/${id}/drop/websocket`, { method: 'POST' });
    expect(await answer.json()).toEqual({ dropped: 2 });
    await expect(count(page, 'edgeMade')).toHaveText(['1', '2'], SOON);
    await expect(count(page, 'edgeOpen')).toHaveText(['0', '1'], SOON);
    await button(page, 'Unmount').click();
    await expectVerdicts(page, /✓/, /./);
  });

  test('the right version goes on behind the last event once the edge takes it again', async ({ page, lab, watch }) => {
    watch.allow(/WebSocket connection .* failed/);
    await choose(page, 'No clean-up');
    const opened = page.waitForResponse((response) => response.request().method() === 'POST');
    await button(page, 'Mount').click();
    const { id } = (await (await opened).json()) as { id: string };
    const setDown = async (toxics: object): Promise<void> => {
      const answer = await fetch(`${lab.urls.control}/sessions/${id}/toxics/websocket`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(toxics),
      });
      expect(answer.status).toBe(200);
    };
    await expect(count(page, 'edgeOpen')).toHaveText(['1', '1'], SOON);
    await button(page, 'Publish 50 at once').click();
    await expect(count(page, 'used')).toHaveText(['50', '50'], SOON);
    await setDown({ down: true });
    await expect(count(page, 'edgeOpen')).toHaveText(['0', '0'], SOON);
    const published = page.waitForResponse((response) => response.request().method() === 'PUT');
    await button(page, 'Publish 50 at once').click();
    await published;
    await setDown({});
    await expect(count(page, 'used')).toHaveText(['50', '100'], SOON);
  });

  test('begins anew when the page’s session is gone', async ({ page, lab, watch }) => {
    watch.allow(/WebSocket connection .* failed|Failed to load resource/);
    await choose(page, 'No clean-up');
    const opened = page.waitForResponse(
      (response) => response.request().method() === 'POST' && response.url().endsWith('/sessions'),
    );
    await button(page, 'Mount').click();
    await expect(count(page, 'edgeOpen')).toHaveText(['1', '1'], SOON);
    const { id } = (await (await opened).json()) as { id: string };
    const answer = await fetch(`${lab.urls.control}/sessions/${id}`, { method: 'DELETE' });
    expect(answer.status).toBe(204);
    await expect(figure(page).getByRole('status')).toContainText('Nothing is mounted', SOON);
    await button(page, 'Mount').click();
    await expect(count(page, 'edgeOpen')).toHaveText(['1', '1'], SOON);
  });
});
