import { breakAndReturn } from '../break-and-return.ts';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

export const measure: LabMeasure = async () => {
  const skipped = await breakAndReturn({ recovery: {}, isGreeted: true });
  const checked = await breakAndReturn({ recovery: { skipMiddlewares: false }, isGreeted: true });
  expectControl(skipped.isRecovered && checked.isRecovered, 'a client that is recovered, both times');
  expectControl(checked.middleware === 2, `two runs with skipMiddlewares: false, got ${checked.middleware}`);
  // The first connection is looked at in any case.
  return {
    value: skipped.middleware - 1,
    details: { 'with skipMiddlewares: false': checked.middleware - 1, 'runs of allowRequest': skipped.handshakes - 1 },
  };
};
