import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Stage } from '../claim.ts';

/** A server that ends each connection as its path says, once it stands; `/page` is left to the page. */
export const stage: Stage = async ({ host }) => {
  const server = new WebSocketServer({ host, port: 0 });
  await once(server, 'listening');
  server.on('connection', (socket, { url = '' }) => {
    const way = url.slice(1);
    if (way === 'cut') socket.terminate();
    else if (way !== 'page') socket.close(Number(way));
  });
  return {
    urls: { socket: `ws://${host}:${(server.address() as AddressInfo).port}` },
    async close() {
      for (const client of server.clients) client.terminate();
      server.close();
      await once(server, 'close');
    },
  };
};
