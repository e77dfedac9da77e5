/**
 * The yardstick: what one would write first with ws, socket.io and node:http alone. No log, no positions, no limits, no
 * backpressure; one text is serialised once and sent to everybody.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server as SocketIoServer } from 'socket.io';
import { WebSocketServer } from 'ws';
import type { Dialect } from './readers.ts';
import type { Subject } from './subject.ts';

/** Starts the bare counterpart of one transport. */
export async function startBare(dialect: Dialect, payload: string): Promise<Subject> {
  const server = createServer();
  const publish = { sse: bareSse, websocket: bareWebSocket, 'socket-io': bareSocketIo }[dialect](server, payload);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, publish };
}

type Server = ReturnType<typeof createServer>;

/** An event of the same size as the lab's, so that both move the same bytes. */
function event(payload: string) {
  return { topic: 'bench', seq: 100_000, type: 'tick', at: 1763690000123.4, data: payload };
}

function bareSse(server: Server, payload: string): () => void {
  const text = `id: 100000\ndata: ${JSON.stringify(event(payload))}\n\n`;
  const readers = new Set<ServerResponse>();
  server.on('request', (request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
    response.write('event: subscribed\ndata: {}\n\n');
    readers.add(response);
    request.on('close', () => readers.delete(response));
  });
  return () => {
    for (const response of readers) response.write(text);
  };
}

function bareWebSocket(server: Server, payload: string): () => void {
  const text = JSON.stringify({ op: 'event', ...event(payload) });
  const wss = new WebSocketServer({ server, perMessageDeflate: false });
  wss.on('connection', (socket) => {
    socket.on('error', () => {});
    socket.on('message', () => socket.send('{"op":"subscribed"}'));
  });
  return () => {
    for (const client of wss.clients) client.send(text);
  };
}

function bareSocketIo(server: Server, payload: string): () => void {
  const io = new SocketIoServer(server);
  io.on('connection', (socket) => {
    socket.on('subscribe', (_: unknown, ack: (answer: object) => void) => ack({ ok: true }));
  });
  const one = event(payload);
  return () => io.emit('event', one);
}
