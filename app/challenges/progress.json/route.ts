import { readFile, stat } from 'node:fs/promises';
import { MAX_PROGRESS_LENGTH } from '../../../lib/progress/index.ts';
import { isThisMachine } from './this-machine.ts';

/** Read on every request: the command line writes it while the pages run. */
export const dynamic = 'force-dynamic';

const HEADERS = { 'Cache-Control': 'no-store' };

/**
 * What the command line knows of a learner's progress, as it lies in `challenges/progress.json`; 204 where there is none,
 * and for whoever did not open the page under a name of this machine: in a network it would be somebody else's.
 */
export async function GET(request: Request): Promise<Response> {
  const nothing = new Response(null, { status: 204, headers: HEADERS });
  if (!isThisMachine(request.headers.get('host'), process.env.HOST)) return nothing;
  // The comment keeps the bundler from packing the file along.
  const file = /* turbopackIgnore: true */ `${process.cwd()}/challenges/progress.json`;
  try {
    const { size } = await stat(/* turbopackIgnore: true */ file);
    // A character takes four bytes at most; a larger file is no progress, and the page says so.
    if (size > MAX_PROGRESS_LENGTH * 4) return new Response(null, { status: 413, headers: HEADERS });
    const text = await readFile(/* turbopackIgnore: true */ file, 'utf8');
    return new Response(text, { headers: { ...HEADERS, 'Content-Type': 'application/json' } });
  } catch (error) {
    if (isMissing(error)) return nothing;
    return new Response(null, { status: 500, headers: HEADERS });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
