import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
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
  const socket = `ws://${host}:${(http.address() as AddressInfo).port}/events`;
  const outside = await statusOf(socket);
  refused = 0;
  return {
    urls: { socket },
    counts: () => ({ refused, outside }),
    async close() {
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
};

/** The status that a client outside of a browser is told, or 0. */
function statusOf(url: string): Promise<number> {
  const client = new WebSocket(url);
  return new Promise((resolve) => {
    client.on('error', () => resolve(0));
    client.on('unexpected-response', (_request, answer: IncomingMessage) => {
      resolve(answer.statusCode ?? 0);
      answer.resume();
      client.terminate();
    });
  });
}
