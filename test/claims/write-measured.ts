import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import type { Measured } from '../../content/claims/claim.ts';
import { measuredFile } from '../../content/claims/registry.ts';

/** Writes down what was measured of a claim. */
export async function writeMeasured(id: string, measured: Measured): Promise<void> {
  const file = measuredFile(id);
  const options = { ...(await resolveConfig(file)), parser: 'json' };
  await writeFile(file, await format(JSON.stringify(measured), options));
}
