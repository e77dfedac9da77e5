import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Stage } from '../claim.ts';

const MESSAGES = 500;
const PER_MS = 0.5;

/** Sends as many as the time that has gone by asks for: timers are too coarse for one every 2 ms. */
function send(socket: WebSocket): void {
  const startedAt = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = Math.min(MESSAGES, Math.floor((performance.now() - startedAt) * PER_MS));
    while (sent < due) socket.send(String(++sent));
    if (sent === MESSAGES) socket.close(1000);
  }, 1);
  socket.on('close', () => clearInterval(timer));
}

export const stage: Stage = async ({ host, origins }) => {
  const server = new WebSocketServer({
    host,
    port: 0,
    verifyClient: ({ origin }: { origin: string }) => origins.includes(origin),
  });
  server.on('connection', send);
  await once(server, 'listening');
  return {
    urls: { messages: `ws://${host}:${(server.address() as AddressInfo).port}` },
    close: () =>
      new Promise((resolve) => {
        for (const socket of server.clients) socket.terminate();
        server.close(() => resolve());
      }),
  };
};
