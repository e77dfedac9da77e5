import { scriptResponse } from '../bundle.ts';

/** Made once, when the pages are built. */
export const dynamic = 'force-static';

/** What a worker of the sandbox runs: the grader without React. */
export function GET(): Promise<Response> {
  return scriptResponse('worker');
}
