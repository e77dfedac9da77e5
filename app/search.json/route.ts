import { buildIndex } from '../../lib/ui/search/search-index.ts';
import { loadEntries } from './entries.ts';

/** Made once, with the pages. */
export const dynamic = 'force-static';

/** The index of the search: one file, which a page loads when the search is first opened. */
export async function GET(): Promise<Response> {
  return new Response(buildIndex(await loadEntries()), { headers: { 'Content-Type': 'application/json' } });
}
