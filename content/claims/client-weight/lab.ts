import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { LabMeasure } from '../claim.ts';

export const measure: LabMeasure = async () => {
  const manifest = createRequire(import.meta.url).resolve('socket.io-client/package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  const script = await readFile(join(dirname(manifest), 'dist', 'socket.io.min.js'));
  return {
    value: gzipSync(script, { level: 9 }).length,
    details: { version, 'before compression': `${script.length} B` },
  };
};
