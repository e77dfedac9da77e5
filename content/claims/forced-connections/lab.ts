import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io, type ManagerOptions } from 'socket.io-client';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

const NAMESPACES = ['/', '/prices', '/news'];

export const measure: LabMeasure = async () => {
  const http = createServer();
  const server = new Server(http);
  for (const name of NAMESPACES) server.of(name);
  let connections = 0;
  http.on('connection', () => connections++);
  await once(http.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;

  async function connectionsOf(options: Partial<ManagerOptions> & { forceNew?: boolean; multiplex?: boolean }) {
    const before = connections;
    const sockets = NAMESPACES.map((name) => io(`${url}${name}`, { transports: ['websocket'], ...options }));
    await Promise.all(sockets.map((socket) => new Promise<void>((resolve) => socket.on('connect', resolve))));
    for (const socket of sockets) socket.disconnect();
    return connections - before;
  }

  try {
    const value = await connectionsOf({ forceNew: true, multiplex: false });
    const shared = await connectionsOf({});
    expectControl(shared === 1, `one connection without the options, got ${shared}`);
    return { value, details: { 'without the options': shared } };
  } finally {
    await server.close();
  }
};
