import type { Page } from '@playwright/test';
import { challengeParts, openChallenge, readChallengeFile, stored } from '../support/challenge-page.ts';
import { expect, test } from '../support/fixtures.ts';

const SLUG = 'backoff';
const KEY = `wirelab.answer.${SLUG}`;
const start = readChallengeFile('02-backoff/start/answer.ts');
const firstLine = start.split('\n').find((line) => line.trim() !== '') ?? '';

test.use({ viewport: { width: 1440, height: 900 } });

test('what is typed is there after a reload, also when it was typed a moment before', async ({ page }) => {
  const { write } = await openChallenge(page, SLUG);
  await write('// typed before the reload');
  await page.reload();
  await expect(challengeParts(page).editor).toHaveText('// typed before the reload');
});

test('starting again keeps the old answer, to be looked at and brought back', async ({ page }) => {
  const { write, editor } = await openChallenge(page, SLUG);
  await write('// my first try');
  await page.getByRole('button', { name: 'Start again' }).click();
  await expect(editor).toContainText(firstLine);
  await write('// my second try');
  await page.reload();
  await page.getByRole('tab', { name: 'Kept 1' }).click();
  await page.getByRole('button', { name: 'Look at it' }).click();
  await expect(page.getByRole('textbox', { name: /^The answer kept on/ })).toHaveText('// my first try');
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await expect(editor).toHaveText('// my first try');
  await page.getByRole('tab', { name: 'Kept 2' }).click();
  await page.getByRole('button', { name: 'Look at it' }).first().click();
  await expect(page.getByRole('textbox', { name: /^The answer kept on/ })).toHaveText('// my second try');
});

test('two tabs notice each other, show what the other types, and lose nothing', async ({ context, page }) => {
  const { write, editor } = await openChallenge(page, SLUG);
  const second = await context.newPage();
  const other = await openChallenge(second, SLUG);
  for (const tab of [page, second]) {
    await expect(tab.getByText('This challenge is open in another tab as well.', { exact: false })).toBeVisible();
  }
  await write('// from the first tab');
  await expect(other.editor).toHaveText('// from the first tab');
  await expect(second.getByText(/Another tab changed this answer at .* it is shown here as well/)).toBeVisible();
  await other.write('// from the second tab');
  await expect(editor).toHaveText('// from the second tab');

  // Both are typed into before either has written.
  await Promise.all([write('// the first once more'), other.write('// the second once more')]);
  await expect
    .poll(async () => {
      const { code, kept } = JSON.parse((await stored(page, KEY)) ?? '{}') as {
        code: string;
        kept: { code: string }[];
      };
      return [code, ...kept.map((it) => it.code)].filter((text) => text.includes('once more')).toSorted();
    })
    .toEqual(['// the first once more', '// the second once more']);

  await second.close();
  await expect(page.getByText('open in another tab as well', { exact: false })).toBeHidden();
});

test('a browser that forbids storage is told of, and the grade runs all the same', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('Access is denied for this document', 'SecurityError');
      },
    });
  });
  const { write, run, results } = await openChallenge(page, SLUG);
  await write(readChallengeFile('02-backoff/solution/answer.ts'));
  await expect(page.getByText('Your answer cannot be kept: this browser forbids', { exact: false })).toBeVisible();
  await run();
  await expect(results.getByText(/^All \d+ tests passed$/)).toBeVisible();
  await page.goto('/challenges');
  await expect(page.getByText('Your progress cannot be kept', { exact: false })).toBeVisible();
});

test('a full storage is told of, and what is typed stays in the page', async ({ page }) => {
  const { write, editor } = await openChallenge(page, SLUG);
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('exceeded the quota', 'QuotaExceededError');
    };
  });
  await write('// too much');
  await expect(page.getByText('the storage of this browser is full', { exact: false })).toBeVisible();
  await expect(page.getByText('not saved')).toBeVisible();
  await expect(editor).toHaveText('// too much');
});

test('what cannot be read is put aside and said, never wiped', async ({ page }) => {
  await page.goto('/');
  await page.evaluate((key) => {
    localStorage.setItem(key, '{ half');
    localStorage.setItem('wirelab.progress', 'not a progress');
  }, KEY);
  const { write } = await openChallenge(page, SLUG);
  const said = page.getByText('Your answer: what was kept in this browser could not be read', { exact: false });
  await expect(said).toContainText(`${KEY}.corrupt-`);
  await write('// goes on');
  await expect.poll(() => stored(page, KEY)).toContain('// goes on');
  await page.goto('/challenges');
  await expect.poll(() => keysWith(page, 'corrupt-')).toHaveLength(2);
  for (const [key, text] of [
    [KEY, '{ half'],
    ['wirelab.progress', 'not a progress'],
  ] as const) {
    const name = (await keysWith(page, `${key}.corrupt-`))[0] ?? '';
    expect(await stored(page, name)).toBe(text);
  }
});

function keysWith(page: Page, part: string): Promise<string[]> {
  return page.evaluate((word) => Object.keys(localStorage).filter((key) => key.includes(word)), part);
}
