import { createServer, type IncomingMessage } from 'node:http';
import { type Socket, Server as SocketIoServer } from 'socket.io';
import { HEADERS, ProtocolError } from '../lib/protocol/index.ts';
import { askForUser, takeSeat } from './auth/socket-io.ts';
import type { Context, Server } from './context.ts';
import { bucketOf } from './http/bucket.ts';
import { now } from './http/exchange.ts';
import { createHttpServer } from './http/server.ts';
import { createPump } from './pump.ts';
import { encodeEvents } from './socket-io-frames.ts';
import { cutOff, SocketIoPeer, waitingPackets } from './socket-io-peer.ts';

/** The path that clients of Socket.IO ask for unless told otherwise. */
const PATH = '/socket.io/';
const METHODS = 'GET, POST, OPTIONS';

/**
 * A packet carries the name of its event and the id of its ack besides the message. And a message that is somewhat too
 * large should get its answer; only one beyond this many times the limit ends the connection.
 */
const PACKET_TO_MESSAGE = 2;

/** How many packets in a row may come over the rate before the connection is ended. */
const MAX_REFUSED_IN_A_ROW = 1_000;

/** How many answers may wait for a client that takes nothing before it is cut off. */
const MAX_WAITING_PACKETS = 10_000;

/**
 * Socket.IO: named events with acks, over WebSocket where that works and over long polling before and otherwise.
 *
 * Requests that are not of Engine.IO (no such session, no such transport) get the library's own 400, as its clients expect.
 *
 * @see the Engine.IO protocol, revision 4, and the Socket.IO protocol, revision 5
 */
export async function startSocketIo(context: Context, port: number, host: string): Promise<Server> {
  const pump = createPump(context, encodeEvents);
  // #region attach
  // The library would answer every request before anybody could look at it. So it is attached to a server that never
  // listens, and what has passed the guard and the limits is handed to that one.
  const inner = createServer();
  const io = new SocketIoServer(inner, {
    path: PATH,
    serveClient: false,
    maxHttpBufferSize: context.limits.maxMessageBytes * PACKET_TO_MESSAGE,
    httpCompression: false,
    // As on the plain WebSocket: for whoever wants to see what it saves, and then for small messages as well.
    perMessageDeflate: context.settings.deflate === true ? { threshold: 0 } : false,
    pingInterval: context.timing.pingMs,
    ...(context.auth ? { connectTimeout: context.auth.firstMessageMs } : {}),
  });
  const http = createHttpServer({
    context,
    route: () => undefined,
    // A session asks again as soon as it is answered, and a refused poll would end it. What it sends is limited in its acks.
    mayWait: true,
    isOngoing: ({ url = '' }) => url.startsWith(PATH) && Object.hasOwn(sessions(), sessionOf(url) ?? ''),
    intercept(request, response) {
      if (!request.url?.startsWith(PATH)) return false;
      for (const [name, value] of Object.entries(context.guard.corsHeaders(request))) response.setHeader(name, value);
      response.setHeader(HEADERS.log, context.log.id);
      switch (request.method) {
        case 'OPTIONS':
          response.writeHead(204, {
            Allow: METHODS,
            'Access-Control-Allow-Methods': METHODS,
            'Access-Control-Allow-Headers': context.auth ? 'Content-Type, Authorization' : 'Content-Type',
            'Access-Control-Max-Age': 600,
          });
          response.end();
          break;
        case 'GET':
        case 'POST':
          admitSession(request);
          if (request.headers.expect !== undefined && request.httpVersion === '1.1') response.writeContinue();
          inner.emit('request', request, response);
          break;
        default:
          response.setHeader('Allow', METHODS);
          throw new ProtocolError('method-not-allowed', `Expected one of ${METHODS}, got ${request.method}`);
      }
      return true;
    },
    upgrade(request, socket, head) {
      if (!request.url?.startsWith(PATH)) throw new ProtocolError('not-found', `Expected the path ${PATH}`);
      admitSession(request);
      inner.emit('upgrade', request, socket, head);
    },
  });
  // #endregion attach

  /** What is open, by id: the library keeps it to itself in its types alone. */
  function sessions(): object {
    return (io.engine as unknown as { clients: object }).clients;
  }

  /** A session over long polling outlives its TCP connections, so sessions are counted besides these. */
  function admitSession({ url = '' }: IncomingMessage): void {
    const { maxConnections } = context.limits;
    if (sessionOf(url) !== undefined || io.engine.clientsCount < maxConnections) return;
    throw new ProtocolError('server-full', `The server holds ${maxConnections} sessions already`, {
      retryAfterMs: 1000,
    });
  }

  /** Counts every packet that comes in, of whatever kind, also before the client has joined. */
  function onPacket(this: Socket['conn']): void {
    const bucket = bucketOf(this, context.limits);
    bucket.take(context.limits, now());
    if (bucket.refused > MAX_REFUSED_IN_A_ROW || waitingPackets(this) > MAX_WAITING_PACKETS) cutOff(this);
  }
  io.engine.on('connection', (conn: Socket['conn']) => conn.on('packet', onPacket));
  io.engine.on('headers', (headers: Record<string, string>) => {
    headers[HEADERS.log] = context.log.id;
  });
  const shared = { context, pump };
  const { auth } = context;
  if (auth) io.use(askForUser(auth));
  io.on('connection', (socket) => {
    const seat = auth && takeSeat(socket, auth);
    forgetRequest(socket);
    socket.data = new SocketIoPeer(socket, { ...shared, seat });
  });

  return {
    port: await http.listen(port, host),
    connections: http.connections,
    drop: http.drop,
    async close() {
      context.isClosing = true;
      await pump.settle(context.timing.graceMs);
      // Not `disconnectSockets`: that tells clients that they are not wanted, and they would not come back by themselves.
      io.engine.close();
      pump.close();
      await http.close();
    },
  };
}

/**
 * Lets go of the request that a connection began with, which the library keeps for middlewares: it is a sixth of what an
 * idle connection holds.
 *
 * @see Socket.IO documentation, "Memory usage"
 */
function forgetRequest({ conn }: Socket): void {
  Object.assign(conn, { request: undefined });
}

/** The session that a request says it belongs to: the last `sid`, as the library reads it. */
function sessionOf(url: string): string | undefined {
  return new URLSearchParams(url.slice(url.indexOf('?'))).getAll('sid').at(-1) || undefined;
}
