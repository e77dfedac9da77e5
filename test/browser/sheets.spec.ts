import { loadGlossary } from '../../content/glossary.server.ts';
import { loadSheets } from '../../content/sheets.server.ts';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

/** Paper, in the units that `page.pdf` takes, with margins that every printer can keep. */
const PAPERS = [
  { format: 'A4', margin: { top: '10mm', bottom: '10mm', left: '10mm', right: '10mm' } },
  { format: 'Letter', margin: { top: '10mm', bottom: '10mm', left: '10mm', right: '10mm' } },
] as const;

/** How many pages a PDF of Chromium has: each is an object of type Page. */
function countPages(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

test('the sheets are listed, and each leads to its page', async ({ page }) => {
  await page.goto('/sheets');
  const links = page.getByRole('main').getByRole('listitem').getByRole('link');
  await expect(links).toHaveText(loadSheets().map(({ title }) => title));
  await links.first().click();
  await expect(page.locator('h1')).toHaveText(loadSheets()[0]?.title ?? '');
});

for (const { slug, title } of loadSheets()) {
  test(`the sheet ${slug} is one printed page, and nothing of it is cut off`, async ({ page }) => {
    await page.goto(`/sheets/${slug}`);
    await page.evaluate(() => document.fonts.ready);
    for (const paper of PAPERS) {
      const pdf = await page.pdf({ ...paper, printBackground: false });
      expect(countPages(pdf), `${paper.format}, ${title}`).toBe(1);
    }
    // On paper: as wide as A4 without its margins, at 96 px to the inch.
    await page.setViewportSize({ width: 718, height: 1046 });
    await page.emulateMedia({ media: 'print' });
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll('article *')]
        .filter(
          (element) =>
            element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== 'visible',
        )
        .map((element) => `${element.tagName} ${element.textContent?.slice(0, 40) ?? ''}`),
    );
    expect(cut).toEqual([]);
  });

  test(`the sheet ${slug} can be read on a screen of any width`, async ({ page }) => {
    for (const width of [320, 390, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`/sheets/${slug}`);
      const sticksOut = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(sticksOut, `${width} px`).toBeLessThanOrEqual(0);
    }
    await expectAccessible(page);
  });
}

test('a term leads from its first use in a lesson to its entry', async ({ page }) => {
  await page.goto('/lessons/polling');
  const term = page.locator('article a.term').first();
  const word = await term.innerText();
  await term.click();
  await expect(page).toHaveURL(/\/glossary#[a-z-]+$/);
  await expect(page.locator(':target')).toBeVisible();
  await expect(page.locator(':target')).toContainText(new RegExp(word.slice(0, 4), 'i'));
});

test('the glossary has all terms, fits every screen, and axe finds nothing', async ({ page }) => {
  for (const width of [320, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/glossary');
    await expect(page.locator('dt')).toHaveCount(loadGlossary().length);
    const sticksOut = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sticksOut).toBeLessThanOrEqual(0);
  }
  await expectAccessible(page);
});
