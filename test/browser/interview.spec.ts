import { challengeParts, readChallengeFile } from '../support/challenge-page.ts';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

const PATH = '/challenges/event-emitter/interview';
const solution = readChallengeFile('01-event-emitter/solution/answer.ts');
const { interviewers } = JSON.parse(readChallengeFile('01-event-emitter/challenge.json')) as { interviewers: string[] };

test.use({ viewport: { width: 1440, height: 900 } });

test('an interview, from its start to the record', async ({ page }) => {
  // axe looks at each of its pages, in both themes.
  test.slow();
  await page.goto(PATH);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Begin the interview' }).click();
  const { editor, write, run, results } = challengeParts(page);
  await editor.waitFor();
  await expect(page.getByRole('tab', { name: /Hints|Solution|grade/ })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Your notes' }).fill('What if a handler throws?');
  await write(solution);
  await run();
  await expect(results.getByText(/^All \d+ tests passed$/)).toBeVisible();
  await page.getByRole('button', { name: 'End and review' }).click();

  await expect(page.getByRole('heading', { name: 'How did it go?' })).toBeFocused();
  for (const [index, point] of interviewers.entries()) {
    const mark = index === 0 ? 'partly' : 'yes';
    await page.getByRole('group', { name: point }).getByRole('radio', { name: mark }).click();
  }
  await page
    .getByRole('group', { name: interviewers[0] ?? '' })
    .getByRole('radio', { name: 'partly' })
    .focus();
  await page.keyboard.press('ArrowRight');
  await expect(
    page.getByRole('group', { name: interviewers[0] ?? '' }).getByRole('radio', { name: 'no' }),
  ).toBeChecked();
  await expectAccessible(page);
  await page.reload();
  await expect(
    page.getByRole('group', { name: interviewers[0] ?? '' }).getByRole('radio', { name: 'no' }),
  ).toBeChecked();
  await expect(page.getByRole('textbox')).toHaveValue('What if a handler throws?');
  await page.getByRole('button', { name: 'Put it into the record' }).click();

  const record = page.getByRole('region', { name: 'Your attempts' });
  for (const path of [PATH, '/challenges/event-emitter']) {
    await page.goto(path);
    await expect(record.first()).toContainText('interview');
    await expect(record.first()).toContainText(/\d+\/\d+ passed/);
    await expect(record.first()).toContainText(`Self-review: ${interviewers.length - 1} yes, 1 no`);
  }
  await page.goto('/challenges');
  await expect(page.getByText(/^1 of \d+ solved$/)).toBeVisible();
});

test('the clock goes on over a reload, stands in a pause, and the answer stays', async ({ page }) => {
  await page.clock.install({ time: new Date('2026-11-21T10:00:00Z') });
  await page.goto(PATH);
  await page.getByRole('button', { name: 'Begin the interview' }).click();
  const clock = page.getByRole('timer', { name: 'Time at work' });
  await page.clock.fastForward('05:00');
  await expect(clock).toContainText('5:0');
  await challengeParts(page).write('// in an interview');
  await page.clock.runFor(1000);
  await page.reload();
  await page.clock.fastForward('05:00');
  await expect(clock).toContainText('10:0');
  await expect(challengeParts(page).editor).toHaveText('// in an interview');
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.clock.fastForward('30:00');
  await expect(clock).toContainText('10:0');
  await expect(clock).toContainText('paused');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.clock.fastForward('25:00');
  await expect(clock).toContainText('over 30 min');
});

test('an interview has an answer of its own, and begins anew with the start', async ({ page }) => {
  await page.goto('/challenges/event-emitter');
  const { editor, write } = challengeParts(page);
  await editor.waitFor();
  await write('// from the practice');
  await page.goto(PATH);
  await page.getByRole('button', { name: 'Begin the interview' }).click();
  await editor.waitFor();
  await expect(editor).not.toContainText('// from the practice');
  await write('// from the first interview');
  await page.getByRole('button', { name: 'End and review' }).click();
  await page.getByRole('button', { name: 'Put it into the record' }).click();
  await page.getByRole('button', { name: 'Begin the interview' }).click();
  await editor.waitFor();
  await expect(editor).not.toContainText('// from the first interview');
  await page.getByRole('tab', { name: 'Kept 1' }).click();
  await page.getByRole('button', { name: 'Look at it' }).click();
  await expect(page.getByRole('textbox', { name: /kept on/ })).toHaveText('// from the first interview');
});
