import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Stage } from '../claim.ts';

export const stage: Stage = async ({ host }) => {
  const server = new WebSocketServer({ host, port: 0 });
  await once(server, 'listening');
  return {
    urls: { socket: `ws://${host}:${(server.address() as AddressInfo).port}` },
    async close() {
      for (const client of server.clients) client.terminate();
      server.close();
      await once(server, 'close');
    },
  };
};
