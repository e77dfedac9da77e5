import { createServer, type Server as HttpServer } from 'node:http';
import { Server, type ServerOptions } from 'socket.io';
import { listen } from './listen.ts';

/** A server of Socket.IO for a claim of the lab. */
export interface SocketIoServer {
  io: Server;
  http: HttpServer;
  url: string;
  port: number;
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
  const { port, url, close } = await listen(http);
  return {
    io,
    http,
    url: url.http,
    port,
    opened: () => opened,
    async close() {
      await io.close();
      await close();
    },
  };
}
