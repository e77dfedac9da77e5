import { describe, expect, it } from 'vitest';
import { TRANSPORT_IDS } from '../../lib/protocol/index.ts';
import { loadTransport } from '../../lib/transports/index.ts';
import { createSocket } from '../transports/scripted-server.ts';
import { BEHAVIOURS } from './behaviours.ts';
import { createLabs, type LabsOptions } from './labs.ts';

/** Tests every behaviour over every transport in Node. `way` says how the servers are reached. */
export function testContract(way: string, options: LabsOptions): void {
  describe.each(TRANSPORT_IDS)(`the contract, in Node, ${way}, over %s`, (id) => {
    it.each(BEHAVIOURS.map(({ title, run }) => [title, run] as const))('%s', async (_, run) => {
      const connect = await loadTransport(id);
      const labs = createLabs(id, options);
      const undo: (() => void)[] = [];
      try {
        const behaviour = run({
          id,
          connect: (options) => connect({ createSocket, ...options }),
          startLab: labs.start,
          onEnd: (one) => undo.push(one),
        });
        await expect(behaviour).resolves.toBeUndefined();
      } finally {
        for (const one of undo) one();
        await labs.stopAll();
      }
    });
  });
}
