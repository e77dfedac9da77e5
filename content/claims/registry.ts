import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Claim, Measured } from './claim.ts';

/** Where the claims lie, a folder each. */
export const CLAIMS_FOLDER = join(process.cwd(), 'content', 'claims');

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

/** Where the last values of a claim are written down: beside it, so that those who measure do not meet in one file. */
export function measuredFile(id: string): string {
  return join(CLAIMS_FOLDER, id, 'measured.json');
}

/** The last values of a claim; nothing where it was never measured. */
export function readMeasured(id: string): Measured | undefined {
  const file = measuredFile(id);
  if (!existsSync(/* turbopackIgnore: true */ file)) return undefined;
  return JSON.parse(readFileSync(/* turbopackIgnore: true */ file, 'utf8')) as Measured;
}
