import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Stage } from '../claim.ts';

export const stage: Stage = async ({ host }) => {
  const server = createServer((_, answer) => answer.writeHead(503).end());
  // Without a listener, Node answers an upgrade like any other request; with this one it is refused by hand.
  server.on('upgrade', (_, socket) => socket.end('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n'));
  server.listen(0, host);
  await once(server, 'listening');
  return {
    urls: { refused: `ws://${host}:${(server.address() as AddressInfo).port}` },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
