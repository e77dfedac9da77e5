import type { LabMeasure } from '../claim.ts';
import { countSurvivors } from '../idle-relay.ts';

const CONNECTIONS = 20;

export const measure: LabMeasure = async () => {
  const left = await countSurvivors({ connections: CONNECTIONS, idleMs: 100, pingMs: 100, forMs: 1_000 });
  return { value: CONNECTIONS - left, details: { 'still open': left } };
};
