import { io, type ManagerOptions } from 'socket.io-client';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { startSocketIo } from '../socket-io-server.ts';

const NAMESPACES = ['/', '/prices', '/news'];

export const measure: LabMeasure = async () => {
  const server = await startSocketIo();
  for (const name of NAMESPACES) server.io.of(name);

  async function connectionsOf(options: Partial<ManagerOptions> & { forceNew?: boolean; multiplex?: boolean }) {
    const before = server.opened();
    const sockets = NAMESPACES.map((name) => io(`${server.url}${name}`, { transports: ['websocket'], ...options }));
    await Promise.all(sockets.map((socket) => new Promise<void>((resolve) => socket.on('connect', resolve))));
    for (const socket of sockets) socket.disconnect();
    return server.opened() - before;
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
