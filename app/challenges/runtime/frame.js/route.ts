import { scriptResponse } from '../bundle.ts';

/** Made once, when the pages are built. */
export const dynamic = 'force-static';

/** What a frame of the sandbox evaluates for a challenge that needs a document: the grader with React. */
export function GET(): Promise<Response> {
  return scriptResponse('react');
}
