import { challengeParts, openChallenge, readChallengeFile } from '../support/challenge-page.ts';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

const SLUG = 'event-emitter';
const FOLDER = '01-event-emitter';
const solution = readChallengeFile(`${FOLDER}/solution/answer.ts`);
const start = readChallengeFile(`${FOLDER}/start/answer.ts`);
const mutant = readChallengeFile(`${FOLDER}/mutants/live-list.ts`);

test.use({ viewport: { width: 1440, height: 900 } });

test('a challenge is solved: the solution passes, and the list knows', async ({ page }) => {
  const { write, run, results } = await openChallenge(page, SLUG);
  await write(solution);
  await run();
  await expect(results.getByText(/^All \d+ tests passed$/)).toBeVisible();
  await expect(
    page
      .getByRole('table')
      .last()
      .getByText(/passed$/),
  ).toBeVisible();
  await page.goto('/challenges');
  await expect(page.getByText(/^1 of \d+ solved$/)).toBeVisible();
  await expect(page.getByText(/solved in .*1 attempt · 1 run/)).toBeVisible();
});

test('a wrong answer fails with its rule, its message and the lines that differ', async ({ page }) => {
  const { write, editor, results } = await openChallenge(page, SLUG);
  await write(mutant);
  await editor.press('ControlOrMeta+Enter');
  await expect(results.getByText(/^1 of \d+ tests failed$/)).toBeVisible();
  const first = results.getByRole('region', { name: 'The first that failed' });
  await expect(first).toContainText('a handler added during an emit is not called by it');
  await expect(first.locator('[data-kind="actual"]', { hasText: '"late"' })).toBeVisible();
  const broken = results.getByRole('group').filter({ hasText: 'broken' });
  await expect(broken).toHaveCount(1);
  await broken.locator('summary').click();
  await expect(broken.getByText('failed: ')).toBeAttached();
  await expect(
    page.getByRole('status').filter({ hasText: /tests failed in \d+ milliseconds\. The first: / }),
  ).toBeAttached();
  await expectAccessible(page);
});

test('the start fails, and the answer that was graded is told from the one that stands there', async ({ page }) => {
  const { editor, run, results } = await openChallenge(page, SLUG);
  await run();
  await expect(results.getByText(/tests failed$/)).toBeVisible();
  await expect(results.getByText('the answer has changed since')).toBeHidden();
  await editor.pressSequentially('// ');
  await expect(results.getByText(/the answer has changed since/)).toBeVisible();
});

test('an endless loop is ended and explained, and the next run is untouched', async ({ page }) => {
  const { write, run, results } = await openChallenge(page, SLUG);
  await write(`${solution}\nwhile (true) {}\n`);
  await run();
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible();
  await expect(results.getByText(/a loop without end/)).toBeVisible({ timeout: 20_000 });
  await write(solution);
  await run();
  await expect(results.getByText(/^All \d+ tests passed$/)).toBeVisible();
});

test('a run is stopped by hand, without a verdict', async ({ page }) => {
  const { write, run, results } = await openChallenge(page, SLUG);
  await write(`${start}\nwhile (true) {}\n`);
  await run();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(results.getByText('Stopped. There is no verdict on this run.')).toBeVisible();
  await write(solution);
  await run();
  await expect(results.getByText(/^All \d+ tests passed$/)).toBeVisible();
});

test('an error of syntax leads to its line, by keyboard as well', async ({ page }) => {
  const { write, run, results, editor } = await openChallenge(page, SLUG);
  await write('export const a = 1;\nexport const b = = 2;\n');
  await run();
  const go = results.getByRole('button', { name: 'Go to line 2' });
  await go.focus();
  await page.keyboard.press('Enter');
  await expect(editor).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.type(' // here');
  await expect(editor).toContainText('= 2; // here');
});

test('what the answer prints is shown apart and spoils nothing', async ({ page }) => {
  const { write, run, results } = await openChallenge(page, SLUG);
  await write(`${solution}\nconsole.log('printed at load');\n`);
  await run();
  await expect(results.getByText(/^All \d+ tests passed$/)).toBeVisible();
  await expect(results.getByRole('region', { name: 'What your answer printed' })).toContainText('printed at load');
});

test('hints come one by one, and each is noted', async ({ page }) => {
  await openChallenge(page, SLUG);
  await page.getByRole('tab', { name: /^Hints/ }).click();
  const pane = page.getByRole('region', { name: 'Hints' });
  await expect(pane.getByRole('heading', { level: 3 })).toHaveCount(0);
  await pane.getByRole('button', { name: /Show the first hint/ }).click();
  await expect(pane.getByRole('heading', { level: 3 })).toHaveCount(1);
  await expect(pane.getByText('Hint 1 of 4')).toBeVisible();
  await pane.getByRole('button', { name: /Show the next hint/ }).click();
  await pane.getByRole('button', { name: /Show the next hint/ }).click();
  await expect(pane.getByText('Hint 3 of 4')).toBeVisible();
  await expect(pane.locator('figure.code .tk').first()).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole('tab', { name: 'Hints 3/4' })).toBeVisible();
  await page.goto('/challenges');
  await expect(page.getByText(/3 of 4 hints/)).toBeVisible();
});

test('the solution asks first, and its comparison never touches the answer', async ({ page }) => {
  const { write, editor } = await openChallenge(page, SLUG);
  await write(mutant);
  await page.getByRole('tab', { name: 'Solution' }).click();
  const pane = page.getByRole('region', { name: 'Solution' });
  await pane.getByRole('button', { name: 'Show the solution …' }).click();
  await pane.getByRole('button', { name: 'Not yet' }).click();
  await expect(page.getByRole('textbox', { name: 'The solution' })).toHaveCount(0);
  await pane.getByRole('button', { name: 'Show the solution …' }).click();
  await pane.getByRole('button', { name: 'Yes, show it' }).click();
  await expect(pane.getByRole('heading', { name: 'Trade-offs' })).toBeVisible();

  const before = await editor.innerText();
  await pane.getByRole('button', { name: 'Compare with my answer' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your answer and the solution' });
  await expect(dialog.getByRole('textbox')).toHaveCount(2);
  await dialog.getByRole('textbox', { name: 'The solution' }).click();
  await page.keyboard.type('nothing of this arrives');
  await expect(dialog.getByText('nothing of this arrives')).toHaveCount(0);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(await editor.innerText()).toBe(before);
});

test('a solved challenge shows its solution without asking', async ({ page }) => {
  const { write, run, results } = await openChallenge(page, SLUG);
  await write(solution);
  await run();
  await expect(results.getByText(/^All \d+ tests passed$/)).toBeVisible();
  await page.getByRole('tab', { name: 'Solution' }).click();
  await page.getByRole('button', { name: 'Show the solution', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Trade-offs' })).toBeVisible();
});

test('the source of the grade stands beside the answer', async ({ page }) => {
  await openChallenge(page, SLUG);
  await page.getByRole('tab', { name: 'grade.test.ts' }).click();
  await expect(page.getByRole('textbox', { name: 'The source of the grade' })).toContainText("from '#answer'");
  await expectAccessible(page);
});

test('the grade is measured here, and a wrong answer can be read', async ({ page }) => {
  await openChallenge(page, SLUG);
  const quality = page.getByRole('region', { name: 'How good is this grade?' });
  await quality.getByRole('button', { name: 'Measure it here, now' }).click();
  await expect(quality.getByText(/^All \d+ were rejected, measured in this browser/)).toBeVisible({ timeout: 45_000 });
  const table = quality.getByRole('table');
  await expect(table.getByRole('rowheader', { name: 'A once handler leaves first' })).toBeVisible();
  await quality.getByRole('button', { name: /^Read it: wrong answer 1$/ }).click();
  await expect(quality.getByRole('textbox', { name: 'Wrong answer 1' })).toContainText('// Mistake: ');
  await expectAccessible(page);
});

test('with the keyboard alone: an answer is typed, graded and left; Tab is no trap', async ({ page }) => {
  await openChallenge(page, SLUG);
  const { editor, results } = challengeParts(page);
  await page.getByRole('tab', { name: 'answer.ts' }).focus();
  await page.keyboard.press('Tab');
  await expect(editor).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('export const nothing = 1;');
  await page.keyboard.press('Tab');
  await expect(editor).not.toBeFocused();
  expect(await editor.innerText()).toBe('export const nothing = 1;');
  const choice = page.getByRole('checkbox', { name: 'Tab indents' });
  await expect(choice).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+Tab');
  await expect(editor).toBeFocused();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('Tab');
  await expect(editor, 'Tab indents for who chose so').toBeFocused();
  await expect.poll(() => editor.innerText()).toBe('  export const nothing = 1;');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(choice).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Run the grade' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(results.getByText(/^The grade could not start$|tests failed$/)).toBeVisible();
});

test('undo, brackets and copying work in the editor', async ({ context, page }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { editor, write } = await openChallenge(page, SLUG);
  await write('');
  await editor.pressSequentially('call(');
  await expect(editor).toContainText('call()');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+c');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('call()');
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(editor).not.toContainText('call(');
});

test('a challenge that renders is graded in a frame', async ({ page }) => {
  const { write, run, results } = await openChallenge(page, 'use-socket');
  await write(readChallengeFile('24-use-socket/solution/answer.ts'));
  await run();
  await expect(results.getByText(/^All \d+ tests passed$/)).toBeVisible({ timeout: 20_000 });
});

test('the borders of the panes move by keyboard, and stay where they were put', async ({ page }) => {
  const { results } = await openChallenge(page, SLUG);
  const width = async () => Math.round((await results.boundingBox())?.width ?? 0);
  const border = page.getByRole('separator', { name: 'Width of the brief' });
  const before = await width();
  await border.focus();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowRight');
  await expect.poll(width).toBeLessThan(before - 100);
  const after = await border.getAttribute('aria-valuenow');
  await page.reload();
  await expect(border).toHaveAttribute('aria-valuenow', after ?? '');
  await border.dblclick();
  await expect.poll(width).toBe(before);
});
