import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { createLedger } from '../../../lib/measure/ledger.ts';
import type { LabMeasure } from '../claim.ts';

const MESSAGES = 10_000;

export const measure: LabMeasure = async ({ signal }) => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening', { signal });
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const ledger = createLedger({ after: 0 });
  try {
    const [accepted] = (await once(server, 'connection', { signal })) as [WebSocket];
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
    server.close();
  }
};
