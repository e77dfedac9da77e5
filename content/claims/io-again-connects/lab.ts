import { io } from 'socket.io-client';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { startSocketIo } from '../socket-io-server.ts';

const SAME = ['/', '/', '/', '/', '/'];
const DIFFERENT = ['/', '/a', '/b', '/c', '/d'];

export const measure: LabMeasure = async () => {
  const again = await countConnections(SAME);
  const shared = await countConnections(DIFFERENT);
  expectControl(shared === 1, `one connection under five namespaces, got ${shared}`);
  return { value: again, details: { 'with five namespaces': shared } };
};

/** Calls `io()` for each name, without any option that changes what is shared. */
async function countConnections(names: readonly string[]): Promise<number> {
  const server = await startSocketIo();
  for (const name of names) server.io.of(name);
  const sockets = names.map((name) => io(`${server.url}${name}`, { transports: ['websocket'] }));
  try {
    await Promise.all(sockets.map((socket) => new Promise<void>((resolve) => socket.on('connect', resolve))));
    return server.opened();
  } finally {
    for (const socket of sockets) socket.disconnect();
    await server.close();
  }
}
