import type * as EditorModule from './index.ts';

let loading: Promise<typeof EditorModule> | undefined;

/** The editor and what belongs to it, fetched when it is first needed. A fetch that failed is made again. */
export function loadEditor(): Promise<typeof EditorModule> {
  loading ??= import('./index.ts').catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
