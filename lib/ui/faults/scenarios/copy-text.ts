import type { DeskState } from './desk.ts';

/** What stands where nothing was predicted. */
export const NOT_PREDICTED = 'not predicted';

/** Whether a prediction was right; `undefined` where there was none. */
export function isRight(predicted: string | undefined, measured: string): boolean | undefined {
  return predicted === undefined ? undefined : predicted === measured;
}

/** The result of a run as text: what was done, and for each subject what was predicted, measured, and why. */
export function toText({
  scenario,
  seconds,
  predictions,
  outcome,
  tookMs,
}: Extract<DeskState, { name: 'done' }>): string {
  const labelOf = (id: string | undefined): string =>
    scenario.choices.find((choice) => choice.id === id)?.label ?? NOT_PREDICTED;
  const subjects = outcome.subjects.flatMap(({ id, label, choiceLabel, cells, explanation }) => [
    '',
    label,
    `  predicted  ${labelOf(predictions[id])}`,
    `  measured   ${choiceLabel}`,
    `  ${outcome.columns.map((column, index) => `${column} ${cells[index] ?? ''}`).join(', ')}`,
    `  ${explanation}`,
  ]);
  return [
    `${scenario.title} (Wirelab, measured in ${(tookMs / 1_000).toFixed(1)} s)`,
    ...scenario.steps(seconds).map((step, index) => `${index + 1}. ${step}`),
    ...subjects,
    '',
  ].join('\n');
}
