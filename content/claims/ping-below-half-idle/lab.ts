import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { countSurvivors } from '../idle-relay.ts';

const TRIAL = { connections: 10, idleMs: 600, forMs: 1_500 };

export const measure: LabMeasure = async () => {
  const [value, silent] = await Promise.all([countSurvivors({ ...TRIAL, pingMs: 150 }), countSurvivors(TRIAL)]);
  expectControl(silent === 0, `a relay that ends those that say nothing, got ${silent} that stand`);
  return { value, details: { 'of ten that say nothing': silent } };
};
