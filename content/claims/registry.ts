import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Claim, Measured } from './claim.ts';

/** Where the claims lie, a folder each. */
export const CLAIMS_FOLDER = join(process.cwd(), 'content', 'claims');

/** Where the last values are written down. */
export const MEASURED_FILE = join(CLAIMS_FOLDER, 'measured.json');

/** The ids of all claims: the folders in `content/claims`, in the order of the alphabet. */
export function claimIds(): string[] {
  return readdirSync(/* turbopackIgnore: true */ CLAIMS_FOLDER, { withFileTypes: true })
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

/** Whether a claim has a `lab.ts`: one of the browser's without it needs no servers. */
export function hasLabPart(id: string): boolean {
  return existsSync(/* turbopackIgnore: true */ join(CLAIMS_FOLDER, id, 'lab.ts'));
}

/** The last values, by id. */
export function readMeasured(): Readonly<Record<string, Measured>> {
  return JSON.parse(readFileSync(/* turbopackIgnore: true */ MEASURED_FILE, 'utf8')) as Record<string, Measured>;
}
