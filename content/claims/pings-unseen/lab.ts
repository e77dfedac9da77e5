import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Stage } from '../claim.ts';

export const stage: Stage = async ({ host }) => {
  const server = new WebSocketServer({ host, port: 0 });
  await once(server, 'listening');
  let pongs = 0;
  server.on('connection', (socket) => {
    socket.on('pong', () => pongs++);
    for (const payload of ['1', '2', '3']) {
      // Each with a payload of its own: a peer may answer only the newest of those that wait.
      setTimeout(() => socket.ping(payload), Number(payload) * 50);
    }
  });
  return {
    urls: { socket: `ws://${host}:${(server.address() as AddressInfo).port}` },
    counts: () => ({ pongs }),
    async close() {
      for (const client of server.clients) client.terminate();
      server.close();
      await once(server, 'close');
    },
  };
};
