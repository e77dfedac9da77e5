import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Claim, LabMeasure, Measured, Stage } from './claim.ts';

const FOLDER = join(process.cwd(), 'content', 'claims');

/** The ids of all claims: the folders in `content/claims`, in the order of the alphabet. */
export function claimIds(): string[] {
  return readdirSync(/* turbopackIgnore: true */ FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** A claim by its id. @throws {RangeError} where there is none */
export async function loadClaim(id: string): Promise<Claim> {
  if (!claimIds().includes(id)) throw new RangeError(`Expected \`id\` to be that of a claim, got \`${id}\``);
  const { claim } = (await import(`./${id}/claim.ts`)) as { claim: Claim };
  return claim;
}

/** What measures a claim in the lab's process, or what a browser needs while it does. */
export async function loadLabPart(id: string): Promise<{ measure?: LabMeasure; stage?: Stage }> {
  return (await import(`./${id}/lab.ts`)) as { measure?: LabMeasure; stage?: Stage };
}

/** The last values, by id. */
export function readMeasured(): Readonly<Record<string, Measured>> {
  const text = readFileSync(/* turbopackIgnore: true */ join(FOLDER, 'measured.json'), 'utf8');
  return JSON.parse(text) as Record<string, Measured>;
}
