import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/fixtures.ts';

/** A claim of the lab in a sentence, and one of the browser in a block of folklore. */
const IN_LAB = { id: 'frame-header-up', lesson: '/lessons/frames', value: '6 B' };
const IN_BROWSER = { id: 'http-reuses-connection', lesson: '/lessons/real-time' };

const claimOf = (page: Page, { id }: { id: string }): Locator => page.locator(`[data-claim="${id}"]`).first();
const buttonOf = (claim: Locator): Locator => claim.getByRole('button', { name: /^Measure: / });
const panelOf = (claim: Locator): Locator => claim.getByRole('dialog');

/** The addresses of whatever measures, as the page asks for them. */
function watchMeasuring(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (/\/claims\//.test(request.url())) asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });
  return asked;
}

test('a claim of the lab is measured from the sentence, by keyboard, beside what was recorded', async ({ page }) => {
  await page.goto(IN_LAB.lesson);
  const claim = claimOf(page, IN_LAB);
  await expect(claim.locator('data')).toHaveText(IN_LAB.value);
  const asked = watchMeasuring(page);
  await buttonOf(claim).focus();
  await page.keyboard.press('Enter');
  const panel = panelOf(claim);
  await expect(panel.getByRole('status')).toContainText(`Here and now${IN_LAB.value}✓ holds`);
  await expect(panel).toContainText(/Recorded6.B\d+ \w+ \d{4}, \d+ runs/);
  await expect(panel).toContainText('Refuted by');
  expect(asked).toEqual([`POST /claims/${IN_LAB.id}/measure`]);

  await panel.getByRole('button', { name: 'Measure again' }).click();
  await expect.poll(() => asked.length).toBe(2);
  await expect(panel.getByRole('status')).toContainText('✓ holds');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(buttonOf(claim)).toBeFocused();
});

test('a claim of the browser is measured in it, with a script that is not there before', async ({ page }) => {
  const asked = watchMeasuring(page);
  await page.goto(IN_BROWSER.lesson);
  const claim = claimOf(page, IN_BROWSER);
  await expect(claim.locator('data')).toHaveText(/^1.connection$/);
  expect(asked).toEqual([]);
  await buttonOf(claim).click();
  await expect(panelOf(claim).getByRole('status')).toContainText('✓ holds');
  await expect(panelOf(claim).getByRole('status')).toContainText(/Chromium \d+, .*; servers on .*Node/);
  expect(asked.slice(0, 2)).toEqual([
    `GET /claims/browser/${IN_BROWSER.id}`,
    expect.stringContaining(`/claims/${IN_BROWSER.id}/stage`),
  ]);
  await expect.poll(() => asked.at(-1)).toMatch(/^DELETE \/claims\/stages\//);
});

test('without the lab a claim says so, and keeps what was recorded', async ({ page, watch }) => {
  watch.allow(/ERR_CONNECTION_REFUSED|lab\.json/);
  await page.route('**/lab.json', (route) => route.fulfill({ json: { control: 1 } }));
  await page.goto(IN_LAB.lesson);
  watch.allow(/127\.0\.0\.1:1\//);
  const claim = claimOf(page, IN_LAB);
  await buttonOf(claim).click();
  await expect(panelOf(claim).getByRole('status')).toContainText('The lab is not running');
  await expect(panelOf(claim)).toContainText(/Recorded6.B/);
  await expect(claim.locator('data')).toHaveText(IN_LAB.value);
});

test('a value that does not hold is told as that', async ({ page }) => {
  await page.route(`**/claims/${IN_LAB.id}/measure`, (route) =>
    route.fulfill({
      headers: { 'Access-Control-Allow-Origin': '*' },
      json: { outcome: 'measured', value: 7, holds: false, tookMs: 1, at: new Date().toISOString(), machine: 'here' },
    }),
  );
  await page.goto(IN_LAB.lesson);
  const claim = claimOf(page, IN_LAB);
  await buttonOf(claim).click();
  await expect(panelOf(claim).getByRole('status')).toContainText('7 B✗ does not hold here');
});

test('a lesson on paper has its values as plain text', async ({ page }) => {
  await page.goto(IN_LAB.lesson);
  await page.emulateMedia({ media: 'print' });
  const claim = claimOf(page, IN_LAB);
  await expect(claim.locator('data')).toBeVisible();
  await expect(buttonOf(claim)).toBeHidden();
});

for (const width of [320, 1440]) {
  test(`an open panel fits ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(IN_LAB.lesson);
    const claim = claimOf(page, IN_LAB);
    await buttonOf(claim).click();
    await expect(panelOf(claim).getByRole('status')).toContainText('✓ holds');
    const box = await panelOf(claim).boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? width + 1)).toBeLessThanOrEqual(width);
    if (width > 320) await expectAccessible(page);
  });
}

test.describe('all claims', () => {
  test('are found by words, topic, place and folklore, and none is told as none', async ({ page }) => {
    await page.goto('/claims');
    const claims = page.getByRole('article');
    const total = await claims.count();
    expect(total).toBeGreaterThanOrEqual(60);
    await page.getByLabel('Words', { exact: true }).fill('header client’s payload');
    await expect(claims.first()).toContainText('The header of a client’s frame');
    expect(await claims.count()).toBeLessThan(total);
    await page.getByRole('button', { name: 'in this browser' }).click();
    await expect(claims).toHaveCount(0);
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect(claims).toHaveCount(total);
    await page.getByRole('button', { name: 'folklore only' }).click();
    await page.getByLabel('Topic', { exact: true }).selectOption('sse');
    for (const claim of await claims.all()) await expect(claim).toContainText('What you heard');
    await expect(page.getByRole('heading', { level: 2 })).toHaveText(['Server-Sent Events']);
  });

  test('of the lab are measured one after the other, with the sum at the end', async ({ page }) => {
    await page.goto('/claims');
    await page.getByLabel('Words', { exact: true }).fill('header around payload');
    const count = await page.getByRole('article').count();
    await page.getByRole('button', { name: 'Measure all of the lab’s' }).click();
    await expect(page.getByText(`${count} hold, 0 do not.`)).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('✓ holds')).toHaveCount(count);
  });

  test('are no longer measured when they are stopped', async ({ page }) => {
    await page.goto('/claims');
    await page.getByRole('button', { name: 'Measure all of the lab’s' }).click();
    await expect(page.getByText('✓ holds').first()).toBeVisible({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Measure all of the lab’s' })).toBeVisible();
    await expect(page.getByText('Waits its turn.')).toHaveCount(0);
  });

  test('fit 320 px, and axe finds nothing', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto('/claims');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    // One topic has all that there is, and is looked at in a tenth of the time.
    await page.getByLabel('Topic', { exact: true }).selectOption('http');
    await expectAccessible(page);
  });
});
