import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { LabMeasure } from '../claim.ts';

/** What a page imports for a store that a component follows. */
const IMPORTS = {
  Zustand: "export { createStore, useStore } from 'zustand';",
  'Redux Toolkit':
    "export { configureStore, createSlice, createListenerMiddleware } from '@reduxjs/toolkit'; export { Provider, useSelector } from 'react-redux';",
  'TanStack Query': "export { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';",
} as const;

async function gzipBytes(contents: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'browser',
    external: ['react', 'react-dom', 'react/jsx-runtime'],
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    logLevel: 'silent',
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
}

export const measure: LabMeasure = async () => {
  const zustand = await gzipBytes(IMPORTS.Zustand);
  const redux = await gzipBytes(IMPORTS['Redux Toolkit']);
  const query = await gzipBytes(IMPORTS['TanStack Query']);
  const say = (bytes: number): string => `${bytes} B`;
  return {
    value: redux / zustand,
    details: { Zustand: say(zustand), 'Redux Toolkit': say(redux), 'TanStack Query': say(query) },
  };
};
