import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket, WebSocketServer } from 'ws';
import type { LabMeasure } from '../claim.ts';

const WATCHED_MS = 500;

export const measure: LabMeasure = async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clients = [new WebSocket(url), new WebSocket(url)];
  let isClosed = false;
  try {
    await Promise.all(clients.map((client) => once(client, 'open')));
    server.close(() => (isClosed = true));
    await delay(WATCHED_MS);
    const standing = clients.filter((client) => client.readyState === WebSocket.OPEN).length;
    return { value: isClosed ? -1 : standing, details: { 'the callback has come': String(isClosed) } };
  } finally {
    for (const client of clients) client.terminate();
    for (const socket of server.clients) socket.terminate();
  }
};
