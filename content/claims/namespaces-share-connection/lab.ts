import { io } from 'socket.io-client';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { startSocketIo } from '../socket-io-server.ts';

const NAMES = ['/', '/a', '/b', '/c', '/d'];

export const measure: LabMeasure = async () => {
  const shared = await countConnections(false);
  const forced = await countConnections(true);
  expectControl(forced === NAMES.length, `${NAMES.length} connections with forceNew, got ${forced}`);
  return { value: shared, details: { 'with forceNew': forced } };
};

async function countConnections(forceNew: boolean): Promise<number> {
  const server = await startSocketIo();
  for (const name of NAMES) server.io.of(name);
  const sockets = NAMES.map((name) => io(`${server.url}${name}`, { transports: ['websocket'], forceNew }));
  try {
    await Promise.all(
      sockets.map((socket) => new Promise((resolve) => socket.on('connect', () => resolve(undefined)))),
    );
    return server.opened();
  } finally {
    for (const socket of sockets) socket.disconnect();
    await server.close();
  }
}
