import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import type { Stage } from '../claim.ts';
import { listen } from '../listen.ts';

export const stage: Stage = async ({ host }) => {
  let origins = 0;
  const http = createServer((_, response) => response.end('secret'));
  const sockets = new WebSocketServer({ server: http });
  sockets.on('connection', (socket, { headers }) => {
    socket.on('error', () => undefined);
    if (headers.origin !== undefined) origins++;
  });
  const { url, close } = await listen(http, host);
  return {
    urls: { plain: `${url.http}/`, socket: `${url.ws}/` },
    counts: () => ({ origins }),
    close,
  };
};
