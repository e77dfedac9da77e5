import { createServer } from 'node:http';
import { Server as SocketIoServer } from 'socket.io';
import { HEADERS, ProtocolError } from '../lib/protocol/index.ts';
import type { Context, Server } from './context.ts';
import { createHttpServer } from './http/server.ts';

import { createPump } from './pump.ts';
import { encodeEvents } from './socket-io-frames.ts';
import { SocketIoPeer } from './socket-io-peer.ts';

/** The path that clients of Socket.IO ask for unless told otherwise. */
const PATH = '/socket.io/';

/**
 * A packet carries the name of its event and the id of its ack besides the message. And a message that is somewhat too
 * large should get its answer; only one beyond this many times the limit ends the connection.
 */
const PACKET_TO_MESSAGE = 2;

/**
 * Socket.IO: named events with acks, over WebSocket where that works and over long polling before and otherwise.
 *
 * @see the Engine.IO protocol, revision 4, and the Socket.IO protocol, revision 5
 */
export async function startSocketIo(context: Context, port: number, host: string): Promise<Server> {
  const pump = createPump(context.log, encodeEvents);
  // #region attach
  // The library would answer every request before anybody could look at it. So it is attached to a server that never
  // listens, and what has passed the guard and the limits is handed to that one.
  const inner = createServer();
  const io = new SocketIoServer(inner, {
    path: PATH,
    serveClient: false,
    maxHttpBufferSize: context.limits.maxMessageBytes * PACKET_TO_MESSAGE,
    httpCompression: false,
  });
  const http = createHttpServer({
    context,
    route: () => undefined,
    intercept(request, response) {
      if (!request.url?.startsWith(PATH)) return false;
      for (const [name, value] of Object.entries(context.guard.corsHeaders(request))) response.setHeader(name, value);
      response.setHeader(HEADERS.log, context.log.id);
      if (request.method === 'OPTIONS') {
        response.writeHead(204, {
          'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
          'Access-Control-Allow-Headers': 'Content-Type',
          'Access-Control-Max-Age': 600,
        });
        response.end();
      } else inner.emit('request', request, response);
      return true;
    },
    upgrade(request, socket, head) {
      if (request.url?.startsWith(PATH)) inner.emit('upgrade', request, socket, head);
      else http.refuseUpgrade(request, socket, { error: new ProtocolError('not-found', `Expected the path ${PATH}`) });
    },
  });
  // #endregion attach
  io.engine.on('headers', (headers: Record<string, string>) => {
    headers[HEADERS.log] = context.log.id;
  });
  io.on('connection', (socket) => new SocketIoPeer(socket, { context, pump }));

  return {
    port: await http.listen(port, host),
    connections: http.connections,
    drop: http.drop,
    async close() {
      context.isClosing = true;
      pump.flush();
      // Not `disconnectSockets`: that tells clients that they are not wanted, and they would not come back by themselves.
      io.engine.close();
      pump.close();
      await http.close();
    },
  };
}
