import { createServer, type IncomingMessage } from 'node:http';
import { type ServerOptions, type WebSocket, WebSocketServer } from 'ws';
import { listen } from './listen.ts';

/** A WebSocket server for a claim of the lab. */
export interface SocketServer {
  /** Of the library ws: the connections that stand, and an event for each that comes. */
  sockets: WebSocketServer;
  url: string;
  port: number;
  close(): Promise<void>;
}

/**
 * Starts it on a port that the system chooses.
 *
 * @param onSocket what it does with each connection
 * @param options of the library ws
 */
export async function startSocketServer(
  onSocket: (socket: WebSocket, request: IncomingMessage) => void = () => undefined,
  { host, ...options }: Omit<ServerOptions, 'server' | 'port' | 'noServer'> = {},
): Promise<SocketServer> {
  // What ws does itself where it is given a port, and no server.
  const http = createServer((_request, response) => response.writeHead(426).end());
  const sockets = new WebSocketServer({ ...options, server: http });
  sockets.on('connection', (socket, request) => {
    // What breaks a rule ends the connection, which is what is looked at.
    socket.on('error', () => undefined);
    onSocket(socket, request);
  });
  const { port, url, close } = await listen(http, host);
  return { sockets, url: url.ws, port, close };
}
