import { build } from 'esbuild';

/**
 * Bundles the part of a claim that runs in a browser into one module, which exports its `measure`. The pages and the tests
 * run the same one.
 *
 * React is its production build: what a claim says of it is true of a page as readers get it.
 */
export async function bundleBrowserPart(id: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`content/claims/${id}/browser.ts`],
    absWorkingDir: process.cwd(),
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    minifyWhitespace: true,
    minifySyntax: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  });
  const [file] = outputFiles;
  if (!file) throw new Error(`Expected ${id}/browser.ts to give one file, got none`);
  return file.text;
}
