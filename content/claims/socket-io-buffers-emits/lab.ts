import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import type { LabMeasure } from '../claim.ts';

export const measure: LabMeasure = async () => {
  const http = createServer();
  const server = new Server(http, { transports: ['websocket'] });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  let received = 0;
  server.on('connection', (socket) => {
    socket.on('note', () => received++);
    socket.on('end', (done: () => void) => done());
  });
  const socket = io(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, {
    transports: ['websocket'],
    autoConnect: false,
    forceNew: true,
  });
  try {
    const queue = ['hello'];
    for (const text of queue) socket.emit('note', text);
    const flushed = new Promise<void>((resolve) => {
      socket.on('connect', () => {
        for (const text of queue.splice(0)) socket.emit('note', text);
        resolve();
      });
    });
    socket.connect();
    await flushed;
    // Emitted last and answered: whatever was to come has come before it.
    await socket.timeout(5_000).emitWithAck('end');
    return { value: received };
  } finally {
    socket.disconnect();
    await server.close();
  }
};
