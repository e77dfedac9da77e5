import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import type { LabMeasure } from '../claim.ts';

export const measure: LabMeasure = async () => {
  const http = createServer();
  const server = new Server(http);
  server.use((_, next) => next(new Error('no token')));
  server.of('/admin').on('connection', () => undefined);
  await once(http.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  try {
    const main = await outcomeOf(`${url}/`);
    const admin = await outcomeOf(`${url}/admin`);
    return {
      value: [main, admin].filter((outcome) => outcome === 'let in').length,
      details: { 'the main one': main, '/admin': admin },
    };
  } finally {
    await server.close();
  }
};

async function outcomeOf(url: string): Promise<string> {
  const socket = io(url, { forceNew: true, reconnection: false, transports: ['websocket'] });
  try {
    return await new Promise<string>((resolve) => {
      socket.on('connect', () => resolve('let in'));
      socket.on('connect_error', ({ message }) => resolve(`refused (${message})`));
    });
  } finally {
    socket.disconnect();
  }
}
