import { readFile, rename, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import type { Measured } from '../../content/claims/claim.ts';
import { claimIds, MEASURED_FILE } from '../../content/claims/registry.ts';

/** Writes down what was measured of a claim, and leaves out claims that are no more. */
export async function writeMeasured(id: string, measured: Measured, file = MEASURED_FILE): Promise<void> {
  const all = { ...(JSON.parse(await readFile(file, 'utf8')) as Record<string, Measured>), [id]: measured };
  const ids = new Set(claimIds());
  const sorted = Object.entries(all)
    .filter(([key]) => ids.has(key))
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  const text = JSON.stringify(Object.fromEntries(sorted));
  const formatted = await format(text, { ...(await resolveConfig(file)), parser: 'json', objectWrap: 'preserve' });
  // Whole or not at all: a run may be interrupted.
  await writeFile(`${file}.new`, formatted);
  await rename(`${file}.new`, file);
}
