import type { Locator, Page } from '@playwright/test';
import { caseOf, DIAGNOSES, type FaultId } from '../../lib/ui/symptom-bench/cases.ts';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

/** A case takes some seconds, and longer on a busy machine. */
const SOON = { timeout: 40_000 };

const button = (own: Locator, name: string): Locator => own.getByRole('button', { name, exact: true });
const log = (own: Locator): Locator => own.getByRole('region', { name: 'What the page was told' });
const verdict = (own: Locator): Locator => own.locator('p[data-verdict]');
const fact = (own: Locator, name: string): Locator => own.locator(`[data-fact="${name}"] dd`);

async function openLesson(page: Page): Promise<Locator> {
  await page.goto('/lessons/debugging');
  const own = page.locator('figure[data-figure="symptom-bench"]');
  await own.evaluate((element) => element.scrollIntoView());
  await expect(button(own, 'Give me a broken connection')).toBeEnabled(SOON);
  return own;
}

async function makeCase(own: Locator, fault: FaultId): Promise<void> {
  let number = 1;
  while (caseOf(number).fault !== fault) number++;
  await own.getByLabel('or case').fill(String(number));
  await button(own, 'Make it').click();
  await expect(own.getByRole('status')).toHaveText(`Case ${number} is there. What is wrong with it?`, SOON);
}

test.beforeEach(({ watch }) => watch.allow(/WebSocket connection .* failed|EventSource/));

test('two refused handshakes are told alike, and differ in the bytes', async ({ page }) => {
  const own = await openLesson(page);
  for (const [fault, status] of [
    ['wrong-path', '404'],
    ['foreign-origin', '403'],
  ] as const) {
    await makeCase(own, fault);
    await expect(log(own)).toHaveText(/error.*close 1006, wasClean false$/);
    await expect(log(own)).not.toContainText(status);
    await button(own, 'The handshake’s bytes').click();
    await expect(own.getByRole('region', { name: 'The handshake’s bytes' })).toContainText(`HTTP/1.1 ${status}`);
    await button(own, DIAGNOSES[fault].label).click();
    await expect(verdict(own)).toHaveText(new RegExp(`^Right\\. .*HTTP/1\\.1 ${status}`));
  }
  await expect(fact(own, 'right at once')).toHaveText('2');
  await expect(fact(own, 'evidence opened for them')).toHaveText('2');
  await expectAccessible(page);
});

test('each fault of the middle shows itself in bytes or counts', async ({ page }) => {
  test.setTimeout(180_000);
  const own = await openLesson(page);
  for (const [fault, proof] of [
    ['silent-peer', /has stored 8 events, and the page has [0-7]\./],
    ['lost-subscription', /Its second has a handshake, and 0 text frames/],
    ['cut', /The edge ended the connection with a FIN, 900 bytes/],
    ['too-large', /88 02 03 f1/],
    ['binary', /82 is opcode 2, binary.*bad-request/],
    ['two-connections', /2 handshakes.*stored 8 events, and the page counted 16/],
    ['buffering', /and the page had none\. At .* it had \d/],
    ['slow-line', /and all 8 have come/],
  ] as const) {
    await makeCase(own, fault);
    await button(own, DIAGNOSES[fault].label).click();
    await expect(verdict(own)).toHaveText(proof);
  }
});

test('a wrong diagnosis is told what it would show, by keyboard, and the first choice counts', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  const own = await openLesson(page);
  await makeCase(own, 'too-large');
  await button(own, DIAGNOSES.cut.label).focus();
  await page.keyboard.press('Enter');
  await expect(verdict(own)).toHaveText(/^No\. If it were so, the connection would have been accepted/);
  await button(own, DIAGNOSES['too-large'].label).focus();
  await page.keyboard.press('Enter');
  await expect(verdict(own)).toHaveText(/^Right\./);
  await expect(fact(own, 'cases of this visit')).toHaveText('1');
  await expect(fact(own, 'right at once')).toHaveText('0');
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await button(own, 'Another one').click();
  await expect(fact(own, 'events')).toHaveText(/\d/, SOON);
  await expect(verdict(own)).toHaveCount(0);
});
