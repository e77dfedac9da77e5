import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Stage } from '../claim.ts';

export const stage: Stage = async ({ host }) => {
  let origins = 0;
  const http = createServer((_, response) => response.end('secret'));
  const sockets = new WebSocketServer({ server: http });
  sockets.on('connection', (socket, { headers }) => {
    socket.on('error', () => undefined);
    if (headers.origin !== undefined) origins++;
  });
  await once(http.listen(0, host), 'listening');
  const { port } = http.address() as AddressInfo;
  return {
    urls: { plain: `http://${host}:${port}/`, socket: `ws://${host}:${port}/` },
    counts: () => ({ origins }),
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
};
