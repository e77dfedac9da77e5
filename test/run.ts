/**
 * `npm test` and `npm run check`: runs the steps one after another, each to its end, and adds up what the test runners
 * report. The last line is `N passed, N failed`; the exit code is 0 only where nothing failed.
 *
 * `npm test` runs every step, `npm run check` the fast ones, `npm test -- build browser` those that are named.
 */
import { STEPS, type Step } from './support/run/steps.ts';
import { addTotals, formatTotals, NO_TESTS, type Totals } from './support/run/totals.ts';

interface Outcome {
  step: Step;
  totals: Totals;
  seconds: number;
  skipped?: true;
}

const steps = chooseSteps(process.argv.slice(2));
const outcomes: Outcome[] = [];
for (const step of steps) outcomes.push(await runStep(step));

const totals = addTotals(outcomes.map((outcome) => outcome.totals));
console.log(`\n${outcomes.map(describeOutcome).join('\n')}\n\n${formatTotals(totals)}`);
process.exitCode = totals.failed === 0 ? 0 : 1;

function chooseSteps(names: readonly string[]): readonly Step[] {
  if (names.length === 0) return STEPS;
  if (names.length === 1 && names[0] === 'check') return STEPS.filter((step) => step.fast);
  const unknown = names.find((name) => !STEPS.some((step) => step.name === name));
  if (unknown !== undefined) {
    console.error(`Expected check or steps out of ${STEPS.map((step) => step.name).join(', ')}, got ${unknown}`);
    process.exit(1);
  }
  return STEPS.filter((step) => names.includes(step.name));
}

async function runStep(step: Step): Promise<Outcome> {
  const before = outcomes.find((outcome) => outcome.step.name === step.needs);
  // The step before has counted the failure already.
  if (before && before.totals.failed > 0) return { step, totals: NO_TESTS, seconds: 0, skipped: true };
  console.log(`\n── ${step.name} ${'─'.repeat(Math.max(0, 68 - step.name.length))}`);
  const startedAt = performance.now();
  const totals = await step.run();
  return { step, totals, seconds: (performance.now() - startedAt) / 1000 };
}

function describeOutcome({ step, totals, seconds, skipped }: Outcome): string {
  const counted = totals.passed + totals.failed > 0;
  const result = skipped ? `not run: ${step.needs ?? ''} failed` : counted ? formatTotals(totals) : 'ok';
  return `  ${step.name.padEnd(13)}${seconds.toFixed(1).padStart(7)} s   ${result}`;
}
