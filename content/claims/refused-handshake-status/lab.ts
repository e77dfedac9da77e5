import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Stage } from '../claim.ts';

export const stage: Stage = async ({ host }) => {
  let refused = 0;
  const http = createServer();
  http.on('upgrade', (_, socket) => {
    refused++;
    socket.end(
      'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\nContent-Length: 3\r\nConnection: close\r\n\r\n401',
    );
  });
  http.listen(0, host);
  await once(http, 'listening');
  return {
    urls: { socket: `ws://${host}:${(http.address() as AddressInfo).port}/events` },
    counts: () => ({ refused }),
    async close() {
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
};
