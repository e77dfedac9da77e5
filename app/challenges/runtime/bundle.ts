import { createHash } from 'node:crypto';
import { build } from 'esbuild';

/** Where the sources lie: the commands of the project run in its folder. */
const ROOT = process.cwd();

/** What can be bundled for the sandbox: the frame's own script, and what evaluates grades, without and with React. */
export type BundleName = 'frame' | 'worker' | 'react';

const ENTRIES: Record<BundleName, string> = {
  frame: 'lib/grader/frame/main.ts',
  worker: 'lib/grader/runtime/worker.ts',
  react: 'app/challenges/runtime/react-runtime.ts',
};

/**
 * Bundles one script of the sandbox into one file. Next has no way to make a file that is loaded by nothing and evaluated
 * elsewhere, so esbuild does it: at build time for `npm start`, at each request while developing.
 */
export async function bundleScript(name: BundleName): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [ENTRIES[name]],
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2023',
    alias: { util: './lib/grader/runtime/no-util.ts' },
    // React's `act`, which a grade of a hook needs, is only in its development build; a warm worker parses faster without it.
    define: { 'process.env.NODE_ENV': name === 'react' ? '"development"' : '"production"', 'process.env': '{}' },
    ...(name === 'react' ? { globalName: 'wirelabGrader' } : {}),
    minifyWhitespace: true,
    minifySyntax: true,
    // The names of classes and functions are printed in verdicts, so they stay.
    minifyIdentifiers: false,
    charset: 'utf8',
    legalComments: 'eof',
    logLevel: 'silent',
  });
  const [file] = outputFiles;
  if (!file) throw new Error(`Expected \`${name}\` to give one file, got none`);
  return file.text;
}

/** A script of the sandbox as an answer. */
export async function scriptResponse(name: BundleName): Promise<Response> {
  return new Response(await bundleScript(name), { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } });
}

/** The document of the sandbox, and the policy that it is served with. */
export interface FrameDocument {
  html: string;
  policy: string;
}

/**
 * The document that answers are evaluated in. Its policy allows no connection, no file of any kind and no frame, so that
 * an answer reaches nothing but the processor; and evaluation, which no other page of ours allows. `sandbox` gives it an
 * origin of its own also where it is opened by itself, so that it has no storage and cannot see another page.
 */
export async function frameDocument(): Promise<FrameDocument> {
  // A script that holds `</script` would end itself.
  const script = (await bundleScript('frame')).replaceAll('</script', String.raw`<\/script`);
  const hash = createHash('sha256').update(script).digest('base64');
  return {
    html: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Grader</title><script>${script}</script></html>\n`,
    policy: [
      "default-src 'none'",
      `script-src 'sha256-${hash}' 'unsafe-eval'`,
      'worker-src blob:',
      "connect-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'self'",
      'sandbox allow-scripts',
    ].join('; '),
  };
}
