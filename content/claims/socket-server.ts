import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/** A WebSocket server for a claim of the lab. */
export interface SocketServer {
  url: string;
  port: number;
  close(): Promise<void>;
}

/** Starts it on a port that the system chooses. */
export async function startSocketServer(onSocket: (socket: WebSocket) => void): Promise<SocketServer> {
  const http = createServer();
  const server = new WebSocketServer({ server: http });
  server.on('connection', (socket) => {
    // What breaks a rule ends the connection, which is what is looked at.
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  await once(http.listen(0, '127.0.0.1'), 'listening');
  const { port } = http.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of server.clients) socket.terminate();
        server.close();
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}
