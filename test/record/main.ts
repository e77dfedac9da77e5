/**
 * `npm run record`: uses each figure that works with the lab, in a browser and on a lab of its own, and writes what went
 * over the wire and what it showed into content/recordings. That is what a figure shows while the lab is not running.
 *
 *     npm run record                      # all of them
 *     npm run record -- ack-trips         # those that are named
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { ensureBuild } from '../../servers/build.ts';
import { startPages } from '../../servers/pages.ts';
import { startLab } from '../../servers/start.ts';
import { browserArguments, findBrowser, isRoot, thisMachine } from '../support/browser.ts';
import { recordFigure } from './record-figure.ts';
import { RECIPES } from './recipes.ts';

const FOLDER = join('content', 'recordings');

const wanted = process.argv.slice(2);
const unknown = wanted.find((figure) => !RECIPES.some((recipe) => recipe.figure === figure));
if (unknown !== undefined) {
  console.error(`Expected figures out of ${RECIPES.map(({ figure }) => figure).join(', ')}, got ${unknown}`);
  process.exit(2);
}

await ensureBuild();
await mkdir(FOLDER, { recursive: true });
const lab = await startLab({ port: 0 });
const labPort = Number(new URL(lab.urls.control).port);
const site = await startPages({ mode: 'start', host: '127.0.0.1', port: 0, labPort });
const machine = thisMachine();
const found = findBrowser(machine);
const browser = await chromium.launch({
  args: browserArguments({ platform: machine.platform, isRoot: isRoot() }),
  ...(found.kind === 'system' ? { executablePath: found.executablePath } : {}),
});

let failed = 0;
for (const recipe of RECIPES.filter(({ figure }) => wanted.length === 0 || wanted.includes(figure))) {
  const file = join(FOLDER, `${recipe.figure}.json`);
  try {
    const text = await recordFigure(recipe, { browser, site: site.url });
    await writeFile(file, text);
    console.log(`${file}: ${Buffer.byteLength(text)} bytes`);
  } catch (error) {
    failed++;
    console.error(`${recipe.figure}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
await browser.close();
await site.close();
await lab.close();
process.exitCode = failed === 0 ? 0 : 1;
