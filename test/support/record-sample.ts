import { writeFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { browserArguments, findBrowser, isRoot, thisMachine } from './browser.ts';

/**
 * Records the sample capture of /wire anew, from real sockets: a browser opens the page, runs all five lanes for a few
 * seconds, publishes over one, keeps the WebSocket until its server has pinged it, and saves what was captured.
 *
 *     npm start                                          # in another terminal
 *     node --import tsx test/support/record-sample.ts    # writes lib/ui/wire/sample.json
 */
const SITE = process.env.SITE ?? 'http://127.0.0.1:3000';
const FILE = 'lib/ui/wire/sample.json';

/** The server pings every 25 s. */
const PING_MS = 40_000;

const machine = thisMachine();
const found = findBrowser(machine);
const browser = await chromium.launch({
  args: browserArguments({ platform: machine.platform, isRoot: isRoot() }),
  ...(found.kind === 'system' ? { executablePath: found.executablePath } : {}),
});
try {
  const page = await browser.newPage();
  await page.goto(`${SITE}/wire`);
  await page.getByRole('button', { name: 'Start and capture' }).click();
  await page.locator('[data-row][data-kind="frame"][data-transport="socket-io"]').nth(4).waitFor();
  await page.getByRole('textbox', { name: 'Message' }).fill('hello, wire');
  await page.getByRole('button', { name: 'Publish over' }).click();
  await page.getByRole('searchbox').fill('hello, wire');
  for (const id of ['polling', 'long-polling', 'sse', 'websocket', 'socket-io']) {
    await page.locator(`[data-row][data-transport="${id}"]`).first().waitFor();
  }
  await page.getByRole('searchbox').fill('');
  const lanes = page.getByRole('region', { name: 'Live lanes' });
  for (const name of ['Polling', 'Long poll', 'SSE', 'Socket.IO']) {
    await lanes.getByRole('button', { name, exact: true }).click();
  }
  await lanes.getByRole('textbox', { name: 'Rate', exact: true }).fill('0');
  await lanes.getByRole('textbox', { name: 'Rate', exact: true }).press('Enter');
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('control');
  const control = page.locator('[data-row][data-kind="control"]');
  await control.filter({ hasText: 'ping' }).first().waitFor({ timeout: PING_MS });
  await control.filter({ hasText: 'pong' }).first().waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('connection');
  await page.locator('[data-row][data-kind="closed"][data-transport="websocket"]').first().waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save JSON' }).click();
  const stream = await (await download).createReadStream();
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  await writeFile(FILE, Buffer.concat(parts));
  console.log(`${FILE}: ${Buffer.concat(parts).length} bytes`);
} finally {
  await browser.close();
}
