import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { startSocketServer } from '../socket-server.ts';

export const measure: LabMeasure = async () => {
  const server = await startSocketServer();
  const accepting = once(server.sockets, 'connection');
  const client = new WebSocket(server.url);
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
    await server.close();
  }
};
