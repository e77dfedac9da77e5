import { availableParallelism, arch, type } from 'node:os';

/** What a measurement ran on, such as `Linux x64, 2 cores, Node 20.20.2`, with the browser where one measured. */
export function describeMachine(browser?: string): string {
  const cores = availableParallelism();
  const parts = [`${type()} ${arch()}`, `${cores} ${cores === 1 ? 'core' : 'cores'}`, `Node ${process.versions.node}`];
  return [...parts, ...(browser === undefined ? [] : [browser])].join(', ');
}
