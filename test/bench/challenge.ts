/**
 * `node --import tsx test/bench/challenge.ts [saves] [challenge …]`: the time from a save to the verdict on the screen of
 * `npm run challenge`, once it is warm. It drives the command line itself, in a copy of each challenge's folder.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { listChallenges } from '../../challenges/catalog.ts';
import { startCli } from '../challenges/terminal/run-cli.ts';

/** What the median may be, in milliseconds. */
const LIMIT_MS = 1000;
const [savesText = '20', ...names] = process.argv.slice(2);
const saves = Number(savesText);

console.log(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
console.log(`save to verdict, ${saves} saves each: the solution, and what is wrong, in turn\n`);
for (const { slug, folder } of listChallenges()) {
  if (names.length > 0 && !names.includes(slug)) continue;
  const samples = await measure(slug, folder);
  const [median = 0, high = 0, most = 0] = [0.5, 0.9, 1].map((part) => at(samples, part));
  console.log(`${slug.padEnd(22)} median ${ms(median)}   p90 ${ms(high)}   most ${ms(most)}`);
  if (median > LIMIT_MS) process.exitCode = 1;
}
console.log(
  `\nload average ${loadavg()
    .map((load) => load.toFixed(1))
    .join(', ')}: other work on the machine slows it down`,
);

async function measure(slug: string, folder: string): Promise<number[]> {
  const temporary = mkdtempSync(join(tmpdir(), 'wirelab-bench-'));
  const root = join(temporary, 'challenges');
  const copy = join(root, `01-${slug}`);
  cpSync(folder, copy, { recursive: true, filter: (path) => !path.includes(join(slug, 'work')) });
  const answers = ['solution/answer.ts', ...readdirSync(join(copy, 'mutants')).map((name) => `mutants/${name}`)];
  const samples: number[] = [];
  try {
    await using cli = startCli([slug], { root, progress: join(temporary, 'progress.json') });
    await cli.printed(' passed');
    for (let save = 0; save <= saves; save++) {
      const text = readFileSync(join(copy, answers[save % answers.length] ?? ''), 'utf8');
      const start = performance.now();
      writeFileSync(join(copy, 'work', 'answer.ts'), text);
      await cli.printed(' passed');
      // The first is what warms it up.
      if (save > 0) samples.push(performance.now() - start);
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return samples.toSorted((a, b) => a - b);
}

function at(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

function ms(value: number): string {
  return `${value.toFixed(0).padStart(5)} ms`;
}
