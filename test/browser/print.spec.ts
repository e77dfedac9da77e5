import { expect, test } from '../support/fixtures.ts';

/** Paper, and how wide what is printed may be on it: 18 mm are left at either side. In CSS pixels. */
const PAPERS = [
  { format: 'A4', width: Math.floor(((210 - 36) / 25.4) * 96) },
  { format: 'Letter', width: Math.floor(((215.9 - 36) / 25.4) * 96) },
] as const;

for (const { format, width } of PAPERS) {
  test(`a lesson on ${format} is one document of some pages, of which nothing is cut off`, async ({ page }) => {
    await page.goto('/lessons/closing');
    const pdf = await page.pdf({ format, preferCSSPageSize: false });
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(pages, 'pages').toBeGreaterThanOrEqual(4);
    expect(pages, 'pages').toBeLessThanOrEqual(12);

    await page.setViewportSize({ width, height: 1000 });
    await page.emulateMedia({ media: 'print' });
    const cut = await page.evaluate((room) => {
      const all = [...document.querySelectorAll<HTMLElement>('article *')].filter((it) => it.checkVisibility());
      return all
        .filter((it) => {
          const { right, width: wide } = it.getBoundingClientRect();
          const isClipped = getComputedStyle(it).overflowX !== 'visible' && it.scrollWidth > it.clientWidth + 1;
          return wide > 1 && !it.closest('fieldset') && (right > room + 1 || isClipped);
        })
        .map((it) => `${it.tagName}.${it.className}: ${it.textContent.slice(0, 40)}`);
    }, width);
    expect(cut).toEqual([]);
  });
}

test('on paper stand the answers, the addresses of links and where it is from, and nothing to press', async ({
  page,
}) => {
  await page.goto('/lessons/closing');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('Printed from /lessons/closing')).toBeVisible();
  const explanations = page.locator('details[data-right] > div');
  expect(await explanations.count()).toBeGreaterThan(8);
  for (const each of await explanations.all()) await expect(each).toBeVisible();
  await expect(page.getByText('Right', { exact: true }).first()).toBeVisible();
  const after = await page
    .locator('article a[href^="https://"]')
    .first()
    .evaluate((link) => getComputedStyle(link, '::after').content);
  expect(after).toContain('https://');
  for (const hidden of await page.locator('main button, main nav, header nav, [data-read-state]').all()) {
    await expect(hidden).toBeHidden();
  }
});
