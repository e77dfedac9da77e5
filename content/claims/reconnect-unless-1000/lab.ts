import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { Stage } from '../claim.ts';
import { startSocketServer } from '../socket-server.ts';

/** Ends a connection as its path says, once it stands; `/page` is left to the page. */
function end(socket: WebSocket, { url = '' }: IncomingMessage): void {
  const way = url.slice(1);
  if (way === 'cut') socket.terminate();
  else if (way !== 'page') socket.close(Number(way));
}

export const stage: Stage = async ({ host }) => {
  const { url, close } = await startSocketServer(end, { host });
  return { urls: { socket: url }, close };
};
