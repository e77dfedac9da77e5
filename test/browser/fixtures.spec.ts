import { expect, expectAccessible, test } from '../support/fixtures.ts';

test('the pages find the lab of the test by themselves', async ({ page, lab, site }) => {
  await page.goto('/');
  const found = await page.evaluate(async () => (await (await fetch('/lab.json')).json()) as { control: number });
  expect(found.control).toBe(Number(new URL(lab.urls.control).port));
  expect(page.url()).toBe(`${site.url}/`);
});

test('what a test allows does not fail it', async ({ page, watch }) => {
  await page.goto('/');
  await page.evaluate(() => console.error('on purpose'));
  await expect.poll(() => watch.problems).toHaveLength(1);
  watch.allow(/on purpose/);
  expect(watch.problems).toEqual([]);
});

test('an uncaught exception is seen, in a second page as well', async ({ page, context, watch }) => {
  await page.goto('/');
  const second = await context.newPage();
  await second.goto('/');
  await second.evaluate(() => void setTimeout(() => Promise.reject(new Error('thrown on purpose'))));
  await expect.poll(() => watch.problems.join('\n')).toMatch(/^uncaught: .*thrown on purpose/);
  watch.allow(/thrown on purpose/);
});

test('a request to another host is seen', async ({ page, watch }) => {
  await page.route('http://elsewhere.invalid/**', (route) => route.fulfill({ body: '' }));
  await page.goto('http://elsewhere.invalid/picture');
  expect(watch.problems).toContain('request to another host: http://elsewhere.invalid/picture');
  watch.allow(/elsewhere\.invalid/);
});

test('axe is asked in both themes', async ({ page }) => {
  await page.goto('/');
  const faint = 'main * { color: #222 !important; background: #000 !important }';
  await page.addStyleTag({ content: `@media (prefers-color-scheme: dark) { ${faint} }` });
  await expect(expectAccessible(page)).rejects.toThrow(/axe in the dark theme/);
});

test('a test that allows nothing fails on what the watch has seen: this one does, as it should', async ({ page }) => {
  test.fail();
  await page.goto('/');
  await page.evaluate(() => console.error('not allowed'));
});
