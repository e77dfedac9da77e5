import { sayVerdict } from './say-verdict.ts';
import type { RunState } from './use-run.ts';

/** A run in a sentence, for who hears the page: its end, not each of its steps. */
export function sayRun(state: RunState): string {
  if (state.kind === 'stopped') return 'The run was stopped.';
  if (state.kind === 'unable') return 'The grade could not run.';
  if (state.kind !== 'done') return '';
  const { verdict } = state;
  if (verdict.error !== undefined) return `${sayVerdict(verdict)}. ${verdict.error.message}`;
  const first = verdict.tests.find((test) => test.status === 'failed');
  const graded = `${sayVerdict(verdict)} in ${Math.round(state.tookMs)} milliseconds.`;
  return first === undefined ? graded : `${graded} The first: ${first.name.replace(' > ', ', ')}.`;
}
