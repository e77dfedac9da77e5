import { breakAndReturn } from '../break-and-return.ts';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

export const measure: LabMeasure = async () => {
  const kept = await breakAndReturn({ recovery: {}, isGreeted: true });
  const gone = await breakAndReturn({ isGreeted: true });
  expectControl(gone.replayed === 0, `no event without the option, got ${gone.replayed}`);
  expectControl(gone.rooms === 0, `a client that is in no room without the option, got ${gone.rooms}`);
  return {
    value: kept.replayed,
    details: {
      recovered: String(kept.isRecovered),
      'in its room again': kept.rooms,
      'events without the option': gone.replayed,
    },
  };
};
