import { breakAndReturn, type Return } from '../break-and-return.ts';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

const CLIENTS = 5;

export const measure: LabMeasure = async () => {
  const silent = await breakAndReturnAll(false);
  const greeted = await breakAndReturnAll(true);
  expectControl(
    countRecovered(greeted) === CLIENTS,
    `${CLIENTS} recovered after an event, got ${countRecovered(greeted)}`,
  );
  return {
    value: countRecovered(silent),
    details: {
      'events that they got': silent.reduce((sum, { replayed }) => sum + replayed, 0),
      'recovered after an event': countRecovered(greeted),
    },
  };
};

function breakAndReturnAll(isGreeted: boolean): Promise<Return[]> {
  return Promise.all(Array.from({ length: CLIENTS }, () => breakAndReturn({ recovery: {}, isGreeted })));
}

function countRecovered(returns: readonly Return[]): number {
  return returns.filter(({ isRecovered }) => isRecovered).length;
}
