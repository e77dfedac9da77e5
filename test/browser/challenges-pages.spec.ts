import { readFileSync } from 'node:fs';
import { loadChallenges } from '../../content/challenges.server.ts';
import { formatProgress, NO_PROGRESS, putAttempt, startAttempt } from '../../lib/progress/index.ts';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

const CHALLENGES = loadChallenges();
const PAGES = ['/challenges', '/challenges/event-emitter', '/challenges/event-emitter/interview'];

/** As in pages.spec.ts: a typeface that comes late may move a word, and nothing else may move. */
const SHIFT_OF_WORDS = 0.0005;

for (const path of PAGES) {
  test.describe(path, () => {
    for (const width of [320, 390, 1440, 2560]) {
      test(`fits a screen of ${width} px, never shifts, and axe finds nothing`, async ({ page }) => {
        await page.setViewportSize({ width, height: 900 });
        await page.addInitScript(() => {
          Object.assign(globalThis, { shifts: 0 });
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries())
              (globalThis as unknown as { shifts: number }).shifts += (entry as unknown as { value: number }).value;
          }).observe({ type: 'layout-shift', buffered: true });
        });
        await page.goto(path);
        await page.evaluate(() => document.fonts.ready);
        await page.waitForLoadState('networkidle');
        const { wide, shifts } = await page.evaluate(() => ({
          wide: document.documentElement.scrollWidth,
          shifts: (globalThis as unknown as { shifts: number }).shifts,
        }));
        expect(wide, 'the width of what the page holds').toBeLessThanOrEqual(width);
        expect(shifts, 'layout shift').toBeLessThan(SHIFT_OF_WORDS);
        await expectAccessible(page);
      });
    }
  });
}

test('every challenge and its interview have a page', async ({ page, request }) => {
  for (const { slug, title } of CHALLENGES) {
    const answer = await request.get(`/challenges/${slug}`);
    expect(await answer.text()).toContain('<title>');
    for (const file of ['interview', 'hints.json', 'solution.json', 'mutants.json']) {
      expect((await request.get(`/challenges/${slug}/${file}`)).status(), `${slug}/${file}`).toBe(200);
    }
    await page.goto(`/challenges/${slug}`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
    await expect(page.getByRole('textbox', { name: /^Your answer to/ })).toBeVisible();
  }
});

test('the list is filtered by difficulty, lesson, state and words, and says when nothing passes', async ({ page }) => {
  await page.goto('/challenges');
  const rows = page.getByRole('main').getByRole('listitem');
  await expect(rows).toHaveCount(CHALLENGES.length);
  const warm = CHALLENGES.filter(({ difficulty }) => difficulty === 'warm-up');
  await page.getByRole('button', { name: 'warm-up' }).click();
  await expect(rows).toHaveCount(warm.length);
  await page.getByRole('searchbox', { name: 'Search' }).fill('jitter');
  await expect(rows).toHaveCount(1);
  await page.getByRole('button', { name: 'solved', exact: true }).click();
  await expect(rows).toHaveCount(0);
  await expect(page.getByText('No challenge passes this filter.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: `Show all ${CHALLENGES.length}` }).click();
  await expect(rows).toHaveCount(CHALLENGES.length);
  const lesson = page.getByRole('combobox', { name: 'Builds on the lesson' });
  const [slug = ''] = CHALLENGES.find(({ lessons }) => lessons.length > 0)?.lessons ?? [];
  await lesson.selectOption(slug);
  await expect(rows).toHaveCount(CHALLENGES.filter(({ lessons }) => lessons.includes(slug)).length);
});

test('without script the list is whole, and a brief can be read', async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site.url}/challenges`);
  for (const { slug } of CHALLENGES) await expect(page.locator(`main a[href="/challenges/${slug}"]`)).toBeVisible();
  await expect(page.getByRole('search')).toBeHidden();
  await page.goto(`${site.url}/challenges/event-emitter`);
  await expect(page.getByRole('heading', { name: 'The rules' })).toBeVisible();
  await expect(page.locator('noscript p')).toContainText('Editor and grade need script in this browser.');
  await expect(page.getByRole('button', { name: 'Run the grade' })).toBeHidden();
  await context.close();
});

test('progress is saved as a file, and brought in again without loss', async ({ page }) => {
  await page.goto('/challenges');
  const attempt = (slug: string, id: string) => ({
    ...startAttempt({ slug, door: 'terminal', mode: 'practice' }, { id, now: 5 }),
    runs: 3,
    solvedAt: 10,
  });
  const theirs = [attempt('backoff', 'one'), attempt('rpc', 'two')].reduce(putAttempt, NO_PROGRESS);
  const bringIn = (text: string) =>
    page
      .getByLabel('A file with progress')
      .setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await bringIn('{ "version": 1 }');
  await expect(
    page.getByText(/“mine\.json” is no progress that this lab can read: .* Nothing was changed\./),
  ).toBeVisible();
  await bringIn(formatProgress(theirs));
  await expect(
    page.getByText('Brought in from “mine.json”: 2 attempts, 2 more challenges solved.', { exact: false }),
  ).toBeVisible();
  await expect(page.getByText(`2 of ${CHALLENGES.length} solved`)).toBeVisible();
  await bringIn(formatProgress(theirs));
  await expect(page.getByText('“mine.json” holds nothing that was not known here.')).toBeVisible();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  expect(readFileSync(await download.path(), 'utf8')).toBe(formatProgress(theirs));
});

test('what the command line knows is offered and brought in; what cannot be read is said', async ({ page }) => {
  const progress = putAttempt(NO_PROGRESS, {
    ...startAttempt({ slug: 'backoff', door: 'terminal', mode: 'practice' }, { id: 'one', now: 5 }),
    runs: 1,
    solvedAt: 10,
  });
  let body = formatProgress(progress);
  await page.route('**/challenges/progress.json', (route) => route.fulfill({ body, contentType: 'application/json' }));
  await page.goto('/challenges');
  const offer = page.getByText('The command line on this machine knows more: 1 attempt, 1 more challenge solved.');
  await expect(offer).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Bring them in' }).click();
  await expect(offer).toBeHidden();
  await expect(page.getByText(`1 of ${CHALLENGES.length} solved`)).toBeVisible();
  body = '{';
  await page.reload();
  await expect(
    page.getByText(/What the command line wrote, .* cannot be read: Expected JSON\. It stays as it is\./),
  ).toBeVisible();
});

test('solved in one tab shows in the list of another', async ({ context, page }) => {
  await page.goto('/challenges');
  const other = await context.newPage();
  await other.goto('/challenges');
  const text = formatProgress(
    putAttempt(NO_PROGRESS, {
      ...startAttempt({ slug: 'backoff', door: 'browser', mode: 'practice' }, { id: 'one', now: 5 }),
      solvedAt: 10,
    }),
  );
  await other.evaluate((value) => localStorage.setItem('wirelab.progress', value), text);
  await expect(page.getByText(`1 of ${CHALLENGES.length} solved`)).toBeVisible();
});

test('editor and grader are loaded by the pages of challenges alone, and when they are needed', async ({ page }) => {
  const scripts = async (path: string): Promise<string> => {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    const names = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => name.endsWith('.js')),
    );
    return (await Promise.all(names.map(async (name) => (await page.request.get(name)).text()))).join('\n');
  };
  for (const path of ['/', '/challenges', '/lessons/real-time', '/wire']) {
    expect(await scripts(path), path).not.toMatch(/cm-content|challenges\/runtime/);
  }
  expect(await scripts('/challenges/event-emitter')).toMatch(/cm-content/);
});

test('neither solution nor hints nor wrong answers are in the page before they are asked for', async ({ request }) => {
  const html = await (await request.get('/challenges/event-emitter')).text();
  const solution = readFileSync('challenges/01-event-emitter/solution/answer.ts', 'utf8');
  const telling = solution.split('\n').find((line) => line.includes('#events = new Map')) ?? '';
  expect(telling).not.toBe('');
  for (const secret of [telling.trim(), 'Which collection', 'class LiveList']) expect(html).not.toContain(secret);
});

test('lessons, the first page and the frame lead to the challenges', async ({ page }) => {
  await page.goto('/');
  for (const landmark of ['banner', 'contentinfo', 'main'] as const) {
    expect(await page.getByRole(landmark).locator('a[href="/challenges"]').count(), landmark).toBeGreaterThan(0);
  }
  const challenge = CHALLENGES.find(({ lessons }) => lessons.length > 0);
  await page.goto(`/lessons/${challenge?.lessons[0] ?? ''}`);
  const build = page.getByRole('region', { name: 'Build it' });
  await expect(build.locator(`a[href="/challenges/${challenge?.slug ?? ''}"]`)).toBeVisible();
});
