import { io, type ManagerOptions } from 'socket.io-client';
import { startSocketIo } from './socket-io-server.ts';

/**
 * Calls `io()` for each of some namespaces, WebSocket alone, and waits until all are connected.
 *
 * @param options of the client; what they leave out is as the client has it
 * @returns how many TCP connections the server has accepted
 */
export async function countIoConnections(
  names: readonly string[],
  options: Partial<ManagerOptions> & { forceNew?: boolean; multiplex?: boolean } = {},
): Promise<number> {
  const server = await startSocketIo();
  for (const name of names) server.io.of(name);
  const sockets = names.map((name) => io(`${server.url}${name}`, { transports: ['websocket'], ...options }));
  try {
    await Promise.all(sockets.map((socket) => new Promise<void>((resolve) => socket.on('connect', resolve))));
    return server.opened();
  } finally {
    for (const socket of sockets) socket.disconnect();
    await server.close();
  }
}
