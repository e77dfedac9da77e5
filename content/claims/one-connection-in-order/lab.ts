import { once } from 'node:events';
import { WebSocket } from 'ws';
import { createLedger } from '../../../lib/measure/ledger.ts';
import type { LabMeasure } from '../claim.ts';
import { startSocketServer } from '../socket-server.ts';

const MESSAGES = 10_000;

export const measure: LabMeasure = async ({ signal }) => {
  const server = await startSocketServer();
  const client = new WebSocket(server.url);
  const ledger = createLedger({ after: 0 });
  try {
    const [accepted] = (await once(server.sockets, 'connection', { signal })) as [WebSocket];
    accepted.on('message', (data) => ledger.receive(Number.parseInt(String(data), 10)));
    if (client.readyState !== WebSocket.OPEN) await once(client, 'open', { signal });
    for (let n = 1; n <= MESSAGES; n++) client.send(`${n} `.padEnd(5 + ((n * 7_919) % 4_996), 'x'));
    // The close frame comes behind everything that was sent.
    client.close();
    await once(accepted, 'close', { signal });
    const { received, lost, duplicated, reordered } = ledger.counts();
    return {
      value: MESSAGES - received + duplicated + reordered,
      details: { received, lost, doubled: duplicated, 'out of order': reordered },
    };
  } finally {
    client.terminate();
    await server.close();
  }
};
