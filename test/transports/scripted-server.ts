import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ConnectOptions } from '../../lib/transports/transport.ts';
import { nodeSocket } from '../support/node-socket.ts';

/** What answers one request or serves one socket. */
export interface Script {
  onRequest?: (request: IncomingMessage, response: ServerResponse) => void;
  onSocket?: (socket: WebSocket, count: number) => void;
}

/** A real server that answers what a test says, for what the lab itself would not do. */
export async function startScripted(script: Script) {
  let requests = 0;
  let sockets = 0;
  const server = createServer((request, response) => {
    requests++;
    request.resume();
    script.onRequest?.(request, response);
  });
  const socketServer = new WebSocketServer({ server });
  socketServer.on('connection', (socket) => script.onSocket?.(socket, ++sockets));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    http: `http://127.0.0.1:${port}`,
    ws: `ws://127.0.0.1:${port}`,
    requests: () => requests,
    sockets: () => sockets,
    async [Symbol.asyncDispose]() {
      for (const socket of socketServer.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers with a JSON body, the log's id and any other headers. */
export function answerJson(
  response: ServerResponse,
  answer: { status?: number; body: unknown; headers?: Record<string, string> },
): void {
  const { status = 200, body, headers } = answer;
  response.writeHead(status, { 'Content-Type': 'application/json', 'Wirelab-Log': 'a', ...headers });
  response.end(JSON.stringify(body));
}

/** The sockets of Node, whose own `WebSocket` is not global everywhere. */
export const createSocket: NonNullable<ConnectOptions['createSocket']> = nodeSocket;
