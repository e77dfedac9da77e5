import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type ServerOptions } from 'socket.io';

/** A server of Socket.IO for a claim of the lab. */
export interface SocketIoServer {
  io: Server;
  http: HttpServer;
  url: string;
  /** TCP connections ever accepted. */
  opened(): number;
  close(): Promise<void>;
}

/** Starts it on a port that the system chooses. */
export async function startSocketIo(options: Partial<ServerOptions> = {}): Promise<SocketIoServer> {
  const http = createServer();
  let opened = 0;
  http.on('connection', () => opened++);
  const io = new Server(http, options);
  await once(http.listen(0, '127.0.0.1'), 'listening');
  return {
    io,
    http,
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    opened: () => opened,
    async close() {
      await io.close();
      http.closeAllConnections();
    },
  };
}
