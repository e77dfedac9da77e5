import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { OpenStage } from './claim.ts';
import { listen } from './listen.ts';

/**
 * Starts a WebSocket server for a claim that a browser measures, under the name `socket`. It counts the handshakes that it
 * has accepted (`opened`) and the connections that stand (`open`).
 *
 * @param onSocket what it does with each connection
 */
export async function startSocketStage(
  { host, origins }: { host: string; origins: readonly string[] },
  onSocket: (socket: WebSocket) => void = () => undefined,
): Promise<OpenStage> {
  const counts = { opened: 0, open: 0 };
  const http = createServer((_request, response) => response.writeHead(426).end());
  const server = new WebSocketServer({
    server: http,
    verifyClient: ({ origin }: { origin: string }) => origins.includes(origin),
  });
  server.on('connection', (socket) => {
    counts.opened++;
    counts.open++;
    socket.on('close', () => counts.open--);
    // One that goes in the middle of a message is no fault of the server's.
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  const { url, close } = await listen(http, host);
  return {
    urls: { socket: url.ws },
    counts: () => ({ ...counts }),
    async close() {
      server.close();
      await close();
    },
  };
}
