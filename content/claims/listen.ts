import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';

/** A server that listens, and the way to end it. */
export interface Listening {
  /** The one that the system has chosen. */
  port: number;
  /** The addresses without a path: `http://127.0.0.1:40123`, and the same with `ws:`. */
  url: { http: string; ws: string };
  /** Ends the server and every connection to it, upgraded ones included, and waits for that; may be called twice. */
  close(): Promise<void>;
}

/**
 * Lets a server of a claim listen on a port that the system chooses. What the server does with a connection is its own
 * business: nothing is added to it, and nothing counted.
 *
 * @param server of HTTP, of HTTP/2 or of plain TCP, which does not listen yet
 * @param host its address; a {@link Stage} is told which
 * @default host '127.0.0.1'
 * @throws {Error} where it cannot listen, such as at an address that this machine does not have
 */
export async function listen(server: Server, host = '127.0.0.1'): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await once(server.listen(0, host), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: { http: `http://${host}:${port}`, ws: `ws://${host}:${port}` },
    close: () =>
      new Promise((resolve) => {
        // One that has ended already, as by a close() of Socket.IO, says so to the same callback.
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
