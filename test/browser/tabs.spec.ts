import type { Locator, Page } from '@playwright/test';
import { TRANSPORT_IDS, type TransportId } from '../../lib/protocol/index.ts';
import { expect, test } from '../support/fixtures.ts';

/** Where a lane of each kind of page shows how many events it received. */
const received = (root: Locator): Locator => root.locator('[data-fact="received"] dd');

const lane = (page: Page, id: TransportId): Locator => page.locator(`article[data-transport="${id}"]`);

const figure = (page: Page): Locator => page.locator('figure[data-transport]').first();

async function count(root: Locator): Promise<number> {
  return Number((await received(root).innerText()).replaceAll(',', ''));
}

/** Starts the lane of a lesson, which publishes one event a second. */
async function startLesson(page: Page, slug: string): Promise<void> {
  await page.goto(`/lessons/${slug}`);
  await figure(page).evaluate((element) => element.scrollIntoView());
  await figure(page).getByRole('button', { name: 'Start the lane' }).click();
}

test('ten tabs of one browser all receive events, five lanes in six of them and lessons in four', async ({
  context,
}) => {
  test.setTimeout(120_000);
  const roots: Locator[] = [];
  for (let tab = 0; tab < 6; tab++) {
    const page = await context.newPage();
    await page.goto(`/compare?rate=5&interval=250&topic=tab-${tab}`);
    roots.push(...TRANSPORT_IDS.map((id) => lane(page, id)));
  }
  for (const slug of ['polling', 'long-polling', 'server-sent-events', 'websocket']) {
    const page = await context.newPage();
    await startLesson(page, slug);
    roots.push(figure(page));
  }
  expect(roots).toHaveLength(34);
  // All of them at once, and none that had events before the tabs after it took what it needs.
  const before = await Promise.all(roots.map((root) => count(root)));
  for (const [index, root] of roots.entries()) {
    await expect
      .poll(() => count(root), { message: `events of lane ${index}`, timeout: 30_000 })
      .toBeGreaterThan((before[index] ?? 0) + 2);
  }
  for (const root of roots) await expect(root.locator('[data-fact="lost"] dd')).toHaveText('0');
});

test('two tabs on one topic have sessions of their own, and what is done to one is not done to the other', async ({
  context,
  lab,
  watch,
}) => {
  watch.allow(/ERR_CONNECTION/);
  const pages = [await context.newPage(), await context.newPage()];
  const sessions: string[] = [];
  for (const page of pages) {
    const opened = page.waitForResponse((response) => response.url().endsWith('/sessions'));
    await page.goto('/compare?rate=5&lanes=sse&topic=two-tabs');
    sessions.push(((await (await opened).json()) as { id: string }).id);
    await expect(lane(page, 'sse').locator('[data-state="open"]')).toBeVisible();
  }
  const [first, second] = pages;
  if (!first || !second) throw new Error('Expected two pages');
  await fetch(`${lab.urls.control}/sessions/${sessions[0]}/toxics/sse`, {
    method: 'PUT',
    body: JSON.stringify({ down: true }),
  });
  await expect(lane(first, 'sse').locator('[data-state="waiting"], [data-state="connecting"]')).toBeVisible();
  const before = await count(lane(second, 'sse'));
  await expect.poll(() => count(lane(second, 'sse'))).toBeGreaterThan(before + 3);
  await expect(lane(second, 'sse').locator('[data-fact="connections"] dd')).toHaveText('1');
});
