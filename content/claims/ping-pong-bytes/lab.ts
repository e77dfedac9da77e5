import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import type { LabMeasure } from '../claim.ts';

export const measure: LabMeasure = async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const accepting = once(server, 'connection');
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  try {
    const opening = once(client, 'open');
    const [accepted, { socket }] = (await accepting) as [WebSocket, IncomingMessage];
    await opening;
    const before = { down: socket.bytesWritten, up: socket.bytesRead };
    accepted.ping();
    await once(accepted, 'pong');
    const [down, up] = [socket.bytesWritten - before.down, socket.bytesRead - before.up];
    return { value: down + up, details: { 'ping, down': `${down} B`, 'pong, up': `${up} B` } };
  } finally {
    client.terminate();
    server.close();
    await once(server, 'close');
  }
};
