import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import createMDX from '@next/mdx';

const root = fileURLToPath(new URL('.', import.meta.url));
const glossary = JSON.parse(readFileSync(`${root}content/glossary.json`, 'utf8'));
const development = process.env.NODE_ENV === 'development';

/**
 * What a page may load and where it may connect: itself, and any port of the host that it was opened under, since the
 * lab's servers are its neighbours. `:host` is filled in from the request. Inline scripts are allowed because the pages
 * are static files, which cannot carry a nonce.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${development ? " 'unsafe-eval'" : ''}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "connect-src 'self' http://:host:* ws://:host:*",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ');

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // Development answers under every name of this machine, not under localhost alone.
  allowedDevOrigins: ['127.0.0.1', '[::1]', ...(process.env.HOST ? [process.env.HOST] : [])],
  // Types are checked by `tsc --noEmit` in `npm run check`: once, and for everything.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root },
  // Makes the scripts of the sandbox that grades challenges; it is a program, which no bundler can read.
  serverExternalPackages: ['esbuild'],
  headers: async () => [
    {
      // The document in which answers to challenges are evaluated has a policy of its own, which is far stricter.
      source: '/((?!challenges/runtime/frame$).*)',
      has: [{ type: 'host', value: '(?<host>.+)' }],
      headers: [{ key: 'Content-Security-Policy', value: contentSecurityPolicy }],
    },
    {
      source: '/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Referrer-Policy', value: 'same-origin' },
        { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
      ],
    },
  ],
};

const withMDX = createMDX({
  options: {
    // Turbopack takes plugins by name only; the last one is ours.
    remarkPlugins: [
      'remark-frontmatter',
      'remark-gfm',
      [`${root}lib/ui/mdx/glossary/remark-glossary.mjs`, { terms: glossary }],
    ],
    rehypePlugins: ['rehype-slug', [`${root}lib/ui/mdx/code/rehype-code.mjs`, { root }]],
  },
});

const complete = withMDX(config);

// Loaders run from the last to the first, so this one sees each lesson as it was written.
for (const rule of Object.values(complete.turbopack?.rules ?? {}).flat()) {
  if (typeof rule !== 'string' && 'loaders' in rule) {
    rule.loaders.push({ loader: `${root}lib/ui/mdx/code/watch-shown-files.mjs`, options: { root } });
  }
}

export default complete;
