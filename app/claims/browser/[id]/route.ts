import { bundleBrowserPart } from '../../../../content/claims/bundle.ts';
import { claimIds, loadClaim } from '../../../../content/claims/registry.ts';

/** Made once, when the pages are built. */
export const dynamic = 'force-static';
export const dynamicParams = false;

export async function generateStaticParams(): Promise<{ id: string }[]> {
  const claims = await Promise.all(claimIds().map(loadClaim));
  return claims.filter(({ place }) => place === 'browser').map(({ id }) => ({ id }));
}

/** What measures a claim in a browser: a module, loaded when somebody asks for it. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const text = await bundleBrowserPart((await params).id);
  return new Response(text, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } });
}
