import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import type { LabMeasure } from '../claim.ts';

export const measure: LabMeasure = async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  server.on('connection', (socket) => {
    socket.on('error', () => undefined);
    socket.on('message', (data, isBinary) => {
      socket.send(data);
      socket.send(data, { binary: isBinary });
    });
  });
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  try {
    await once(client, 'open');
    const kinds: boolean[] = [];
    const both = new Promise<void>((resolve) => {
      client.on('message', (_, isBinary) => {
        if (kinds.push(isBinary) === 2) resolve();
      });
    });
    client.send('hello');
    await both;
    const [plain, told] = kinds;
    return { value: told === true ? -1 : Number(plain), details: { 'with { binary: isBinary }': 'text' } };
  } finally {
    client.terminate();
    server.close();
  }
};
