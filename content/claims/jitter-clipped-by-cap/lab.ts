import type { LabMeasure } from '../claim.ts';

const CLIENTS = 1_000;
const CAP_MS = 30_000;

/** As it is commonly written: a random second, and the cap around both. */
function clippedWaitMs(tries: number): number {
  return Math.min(1_000 * 2 ** tries + Math.random() * 1_000, CAP_MS);
}

export const measure: LabMeasure = async () => {
  const waits = Array.from({ length: CLIENTS }, () => Array.from({ length: 6 }, (_, tries) => clippedWaitMs(tries)));
  const different = (tries: number): number => new Set(waits.map((own) => own[tries])).size;
  return {
    value: (waits.filter((own) => own[5] === CAP_MS).length * 100) / CLIENTS,
    details: { 'different fifth waits': different(4), 'different sixth waits': different(5) },
  };
};
