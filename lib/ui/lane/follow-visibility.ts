import type { Bench, BenchSetup } from './bench.ts';

/** Tells a bench whether its page can be seen: bytes are not decoded for nobody. @returns its undo */
export function followVisibility<Setup extends BenchSetup>(bench: Bench<Setup>): () => void {
  const tell = (): void => bench.setShown(document.visibilityState === 'visible');
  tell();
  document.addEventListener('visibilitychange', tell);
  return () => document.removeEventListener('visibilitychange', tell);
}
