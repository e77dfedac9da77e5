import { loadCatalog } from '../../content/catalog.server.ts';
import { readLessonText } from '../content/lesson-text.ts';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

/** A port on which nothing listens: the discard service, which nobody runs. */
const NOWHERE = 9;

/** Lessons with a figure that works with the lab: all of them name one that is recorded. */
const LESSONS = loadCatalog().map(({ slug, folder }) => ({ slug, body: readLessonText(folder).body }));

test.beforeEach(async ({ context, watch }) => {
  watch.allow(/ERR_CONNECTION_REFUSED|ERR_UNSAFE_PORT|Failed to load resource/);
  await context.route('**/lab.json', (route) => route.fulfill({ json: { control: NOWHERE } }));
});

for (const { slug, body } of LESSONS) {
  test(`${slug}: without the lab, each figure that needs it says so and shows what was recorded`, async ({ page }) => {
    await page.goto(`/lessons/${slug}`);
    const figures = page.locator('figure[data-figure]');
    const count = await figures.count();
    expect(count, `a figure in ${slug}`).toBeGreaterThanOrEqual(/<LiveLane /.test(body) ? 1 : 0);
    for (let index = 0; index < count; index++) {
      const figure = figures.nth(index);
      await figure.evaluate((element) => element.scrollIntoView());
      await expect(figure.getByText(/The lab is not running/).first()).toBeVisible();
      const recorded = figure.getByRole('region', { name: 'Recorded, not live:' });
      await expect(recorded).toContainText('This is not live. It was recorded on', { timeout: 20_000 });
      await expect(recorded).toContainText('Chromium');
    }
    const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(width, 'what sticks out').toBeLessThanOrEqual(0);
    // One with a lane and one with a figure stand for all: what is recorded is shown by the same two parts everywhere.
    if (['websocket', 'acknowledgements'].includes(slug)) await expectAccessible(page);
  });
}

test('what was recorded opens down to its bytes, without any server', async ({ page }) => {
  await page.goto('/lessons/acknowledgements');
  const figure = page.locator('figure[data-figure="ack-trips"]');
  await figure.evaluate((element) => element.scrollIntoView());
  const recorded = figure.getByRole('region', { name: 'Recorded, not live:' });
  await recorded.locator('[data-row][data-kind="frame"]').last().click();
  await expect(recorded.getByRole('link', { name: 'FIN', exact: true })).toBeVisible();
});

test('a lesson stays where not even the script of what was recorded can be had, and says so', async ({
  page,
  watch,
}) => {
  watch.allow(/ERR_FAILED/);
  let refused = 0;
  await page.route('**/_next/static/chunks/*.js', async (route) => {
    const answer = await route.fetch();
    if (!(await answer.text()).includes('Recorded, not live')) return route.fulfill({ response: answer });
    refused++;
    return route.abort();
  });
  await page.goto('/lessons/acknowledgements');
  const figure = page.locator('figure[data-figure="ack-trips"]');
  await figure.evaluate((element) => element.scrollIntoView());
  await expect(figure.getByText('the pages’ server does not answer either')).toBeVisible();
  await expect(figure.getByText(/The lab is not running/).first()).toBeVisible();
  await expect(page.locator('h1')).toHaveText(/\S/);
  expect(refused).toBeGreaterThan(0);
});
