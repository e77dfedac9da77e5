import { createServer } from 'node:http';
import type { Stage } from '../claim.ts';
import { listen } from '../listen.ts';

export const stage: Stage = async ({ host }) => {
  const server = createServer((_, answer) => answer.writeHead(503).end());
  // Without a listener, Node answers an upgrade like any other request; with this one it is refused by hand.
  server.on('upgrade', (_, socket) => socket.end('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n'));
  const { url, close } = await listen(server, host);
  return { urls: { refused: url.ws }, close };
};
