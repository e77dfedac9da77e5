/**
 * `npm run claims`: measures what the course claims, and says what no longer holds.
 *
 *     npm run claims                          all claims of the lab, three runs each
 *     npm run claims -- frame-header-up       those that are named
 *     npm run claims -- --browser             those of the browser, in Chromium
 *     npm run claims -- --runs 5 --write      more runs, and the values written into measured.json beside the claim
 */
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import type { Claim } from '../../content/claims/claim.ts';
import { isWithin, sayRange, sayValues } from '../../content/claims/judge.ts';
import { describeMachine } from '../../content/claims/machine.ts';
import { createMeasurer, type Run } from '../../content/claims/measurer.ts';
import { claimIds, loadClaim } from '../../content/claims/registry.ts';
import { browserArguments, findBrowser, isRoot, thisMachine } from '../support/browser.ts';
import { createBrowserRunner } from './browser-runner.ts';
import { writeMeasured } from './write-measured.ts';

/** How many runs a claim needs before its values may be written down. */
const MIN_RUNS = 3;

/** What measures in one place, and what it runs on. */
interface Bench {
  machine: string;
  measure(id: string): Promise<Run>;
  close(): Promise<void>;
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    browser: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    runs: { type: 'string', default: String(MIN_RUNS) },
  },
});
const runs = Number(options.runs);
const place = options.browser ? 'browser' : 'lab';
if (!Number.isInteger(runs) || runs < 1) fail(`Expected --runs to be a whole number from 1, got ${options.runs}`);
if (options.write && runs < MIN_RUNS) fail(`Expected at least ${MIN_RUNS} runs for values that are written down`);

const claims = await chooseClaims();
const bench = await (options.browser ? openBrowser() : openLab());
console.log(`${bench.machine}, ${runs} ${runs === 1 ? 'run' : 'runs'} each\n`);
const refuted: string[] = [];
try {
  for (const claim of claims) await measureClaim(claim);
} finally {
  await bench.close();
}
console.log(`\n${claims.length - refuted.length} hold, ${refuted.length} do not`);
if (refuted.length > 0) console.log(refuted.map((line) => `  ${line}`).join('\n'));
process.exitCode = refuted.length === 0 ? 0 : 1;

async function chooseClaims(): Promise<Claim[]> {
  const unknown = positionals.find((id) => !claimIds().includes(id));
  if (unknown !== undefined) fail(`There is no claim ${unknown}`);
  const all = await Promise.all(claimIds().map(loadClaim));
  const chosen = all.filter((claim) => claim.place === place && (positionals.length === 0 || named(claim)));
  const elsewhere = all.filter((claim) => claim.place !== place && named(claim)).map(({ id }) => id);
  if (elsewhere.length > 0) {
    const how = options.browser ? 'in the lab: leave out --browser' : 'in a browser: add --browser';
    fail(`${elsewhere.join(', ')}: measured ${how}`);
  }
  return chosen;
}

function named({ id }: Claim): boolean {
  return positionals.includes(id);
}

async function measureClaim(claim: Claim): Promise<void> {
  const done: Run[] = [];
  try {
    for (let run = 0; run < runs; run++) done.push(await bench.measure(claim.id));
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    console.log(`✗ ${claim.id}`);
    refuted.push(what);
    return;
  }
  const values = done.map(({ value }) => value);
  const holds = values.every((value) => isWithin(claim, value));
  const seconds = done.reduce((sum, { tookMs }) => sum + tookMs, 0) / 1000;
  const name = claim.id.padEnd(Math.max(...claims.map(({ id }) => id.length)));
  console.log(
    `${holds ? '✓' : '✗'} ${name}  ${sayValues(claim, values).padEnd(24)} ${seconds.toFixed(1).padStart(6)} s`,
  );
  const left = new Set(done.flatMap(({ leftOpen }) => leftOpen));
  if (left.size > 0) console.log(`  left open: ${[...left].join(', ')}`);
  if (!holds) {
    refuted.push(`${claim.id}: measured ${values.join(', ')} ${claim.unit}; it would hold with ${sayRange(claim)}`);
  } else if (options.write) {
    const details = done.at(-1)?.details;
    const at = new Date().toISOString();
    await writeMeasured(claim.id, { values, ...(details ? { details } : {}), at, machine: bench.machine });
  }
}

async function openLab(): Promise<Bench> {
  const { measure, close } = createMeasurer();
  return { machine: describeMachine(), measure: (id) => measure(id), close: async () => close() };
}

async function openBrowser(): Promise<Bench> {
  const found = findBrowser(thisMachine());
  if (found.kind === 'none' || found.kind === 'missing') fail('There is no Chromium or Chrome to measure with');
  const browser = await chromium.launch({
    args: browserArguments({ platform: process.platform, isRoot: isRoot() }),
    ...(found.kind === 'system' ? { executablePath: found.executablePath } : {}),
  });
  const runner = await createBrowserRunner(browser);
  return {
    machine: describeMachine(`Chromium ${browser.version()}`),
    measure: (id) => runner.measure(id),
    async close() {
      await runner.close();
      await browser.close();
    },
  };
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
