import { createServer, type IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import type { Stage } from '../claim.ts';
import { listen } from '../listen.ts';

export const stage: Stage = async ({ host }) => {
  let refused = 0;
  const http = createServer();
  http.on('upgrade', (_, socket) => {
    refused++;
    socket.end(
      'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\nContent-Length: 3\r\nConnection: close\r\n\r\n401',
    );
  });
  const { url, close } = await listen(http, host);
  const socket = `${url.ws}/events`;
  const outside = await statusOf(socket);
  refused = 0;
  return {
    urls: { socket },
    counts: () => ({ refused, outside }),
    close,
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
