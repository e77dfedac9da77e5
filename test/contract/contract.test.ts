import { describe, expect, it } from 'vitest';
import { TRANSPORT_IDS } from '../../lib/protocol/index.ts';
import { loadTransport } from '../../lib/transports/index.ts';
import { createSocket } from '../transports/scripted-server.ts';
import { BEHAVIOURS } from './behaviours.ts';
import { createLabs } from './labs.ts';

describe.each(TRANSPORT_IDS)('the contract, in Node, over %s', (id) => {
  it.each(BEHAVIOURS.map(({ title, run }) => [title, run] as const))('%s', async (_, run) => {
    const connect = await loadTransport(id);
    const labs = createLabs(id);
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
