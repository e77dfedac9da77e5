import type { TransportId } from '../../lib/protocol/index.ts';
import { loadTransport } from '../../lib/transports/index.ts';
import { BEHAVIOURS } from './behaviours.ts';
import { createCalledLab, type LabCalls } from './lab-calls.ts';

declare global {
  interface Window {
    /** Given by the test: makes a call of {@link LabCalls}. */
    callLab(name: keyof LabCalls, ...args: unknown[]): Promise<unknown>;
    /** Called by the test: runs a behaviour in this page. */
    runBehaviour(id: TransportId, title: string): Promise<void>;
  }
}

const calls = new Proxy({} as LabCalls, {
  get:
    (_, name) =>
    (...args: unknown[]) =>
      window.callLab(name as keyof LabCalls, ...args),
});

window.runBehaviour = async (id, title) => {
  const behaviour = BEHAVIOURS.find((one) => one.title === title);
  if (behaviour === undefined) throw new Error(`Expected a behaviour, got ${title}`);
  const undo: (() => void)[] = [];
  try {
    await behaviour.run({
      id,
      connect: await loadTransport(id),
      startLab: async (limits) => createCalledLab(calls, await calls.start(limits ?? null)),
      onEnd: (one) => undo.push(one),
    });
  } finally {
    for (const one of undo) one();
  }
};
