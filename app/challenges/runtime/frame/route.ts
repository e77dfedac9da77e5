import { frameDocument } from '../bundle.ts';

/** Made once, when the pages are built. */
export const dynamic = 'force-static';

/** The document of the sandbox. */
export async function GET(): Promise<Response> {
  const { html, policy } = await frameDocument();
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy,
      // A policy cannot forbid that the name of a host is looked up; this can.
      'X-DNS-Prefetch-Control': 'off',
    },
  });
}
