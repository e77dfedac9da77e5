import { createServer, type IncomingMessage, type Server as NodeServer, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { HEADERS, ProtocolError } from '../../lib/protocol/index.ts';
import type { Context } from '../context.ts';
import { bucketOf } from './bucket.ts';
import { Exchange, now, problemHeaders, problemText } from './exchange.ts';

/** What a path does with each method; `HEAD` and `OPTIONS` follow from them. */
export type Route = Partial<Record<'GET' | 'POST' | 'PUT' | 'DELETE', (exchange: Exchange) => void | Promise<void>>>;

/** Why an upgrade is refused, and headers that go with the answer. */
export interface Refusal {
  error: ProtocolError;
  headers?: Record<string, string>;
}

/** What {@link createHttpServer} makes a server of. */
export interface HttpServerOptions {
  context: Context;
  /** The route of a path; `undefined` is answered `not-found`. */
  route(pathname: string): Route | undefined;
  /** Takes a request that passed the guard and is none of ours to route. @returns whether it was taken */
  intercept?(request: IncomingMessage, response: ServerResponse): boolean;
  /** Takes a request to change the protocol that passed the guard. Without it, such a request is answered as any other. */
  upgrade?(request: IncomingMessage, socket: Socket, head: Buffer): void;
}

/** An HTTP server with what all of the lab's have in common: the guard, the limits, and errors as problem documents. */
export interface HttpServer {
  readonly node: NodeServer;
  listen(port: number, host: string): Promise<number>;
  /** How many connections are open. */
  connections(): number;
  /** Resets every connection. @returns how many there were */
  drop(): number;
  /** Stops accepting, waits until what runs has ended, and resets what has not after a moment. */
  close(): Promise<void>;
  /** Refuses a request to change the protocol. */
  refuseUpgrade(request: IncomingMessage, socket: Socket, refusal: Refusal): void;
}

/** How long a client may take over the head of a request, and over all of it, in milliseconds. */
const HEAD_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;

/** How long an idle connection is kept for the next request: longer than the longest poll, in milliseconds. */
const KEEP_ALIVE_MS = 65_000;

/** How long open exchanges are given to end when the server closes, in milliseconds. */
const CLOSE_GRACE_MS = 1_000;

/** How many connections over the limit are told so at a time; more are reset without a word. */
const MAX_REFUSALS = 100;

/** How long a refused connection may live, in milliseconds. */
const REFUSAL_MS = 5_000;

const SET = Symbol('the set that the socket is in');

interface LabSocket extends Socket {
  [SET]?: Set<LabSocket>;
}

/** Makes the server; it does not listen yet. */
export function createHttpServer({ context, route, intercept, upgrade }: HttpServerOptions): HttpServer {
  const { limits, guard } = context;
  const sockets = new Set<LabSocket>();
  const refused = new Set<LabSocket>();
  const node = createServer({
    headersTimeout: HEAD_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: 5_000,
    // The guard answers for a missing Host as for a foreign one.
    requireHostHeader: false,
    noDelay: true,
  });

  // #region admit
  node.on('connection', (socket: LabSocket) => {
    const isFull = sockets.size >= limits.maxConnections;
    if (isFull && refused.size >= MAX_REFUSALS) {
      socket.resetAndDestroy();
      return;
    }
    const set = isFull ? refused : sockets;
    set.add(socket);
    if (isFull) socket.setTimeout(REFUSAL_MS, () => socket.destroy());
    socket[SET] = set;
    socket.on('close', onSocketClose);
  });

  /** What is asked of every request before it is looked at. @throws {ProtocolError} */
  function admit(request: IncomingMessage): void {
    const socket: LabSocket = request.socket;
    guard.check(request);
    if (socket[SET] === refused) {
      throw new ProtocolError('server-full', `The server holds ${limits.maxConnections} connections already`, {
        retryAfterMs: 1000,
      });
    }
    if (context.isClosing) throw new ProtocolError('shutting-down', 'The lab is shutting down', { retryAfterMs: 1000 });
    const waitMs = bucketOf(socket, limits).take(limits, now());
    if (waitMs > 0) {
      throw new ProtocolError('rate-limited', `This connection may send ${limits.ratePerSecond} requests a second`, {
        retryAfterMs: waitMs,
      });
    }
  }
  // #endregion admit

  async function onRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const exchange = new Exchange(request, response, context);
    try {
      admit(request);
      if (intercept?.(request, response)) return;
      await handle(exchange, route(exchange.pathname));
    } catch (error) {
      if (error instanceof ProtocolError && !response.headersSent) {
        const isLast = error.code === 'server-full' || error.code === 'shutting-down';
        exchange.problem(error, isLast ? { Connection: 'close' } : {});
      } else {
        // A fault of ours ends this exchange and no other; what the client sent is not logged.
        console.error(error);
        request.socket.destroy();
      }
    }
  }

  node.on('request', onRequest);
  node.on('checkContinue', onRequest);
  node.on('checkExpectation', onRequest);
  if (upgrade !== undefined) {
    node.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      try {
        admit(request);
        upgrade(request, socket, head);
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error;
        refuseUpgrade(request, socket, { error });
      }
    });
  }
  node.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
    const isLong = error.code === 'HPE_HEADER_OVERFLOW';
    end(socket, new ProtocolError(isLong ? 'too-large' : 'bad-request', 'Expected an HTTP/1.1 request'), {});
  });

  /** Answers on a socket that has no response object, and ends it. */
  function end(socket: Socket, error: ProtocolError, headers: Record<string, string>): void {
    const body = problemText(error);
    const lines = Object.entries({
      ...headers,
      ...problemHeaders(error),
      [HEADERS.log]: context.log.id,
      'Content-Length': String(Buffer.byteLength(body)),
      Connection: 'close',
    }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.on('error', ignore);
    socket.end(`HTTP/1.1 ${error.status} ${error.code}\r\n${lines.join('')}\r\n${body}`);
    socket.setTimeout(REFUSAL_MS, () => socket.destroy());
  }

  function refuseUpgrade(request: IncomingMessage, socket: Socket, { error, headers = {} }: Refusal): void {
    end(socket, error, { ...guard.corsHeaders(request), ...headers });
  }

  return {
    node,
    refuseUpgrade,
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        node.once('error', reject);
        node.listen({ port, host }, () => {
          node.off('error', reject);
          resolve((node.address() as AddressInfo).port);
        });
      }),
    connections: () => sockets.size,
    drop() {
      const count = sockets.size;
      for (const socket of sockets) socket.resetAndDestroy();
      return count;
    },
    async close() {
      const closed = new Promise<void>((resolve) => node.close(() => resolve()));
      node.closeIdleConnections();
      const grace = setTimeout(() => {
        for (const socket of [...sockets, ...refused]) socket.destroy();
      }, CLOSE_GRACE_MS);
      await closed;
      clearTimeout(grace);
    },
  };
}

/** Finds what a path does with the method. */
async function handle(exchange: Exchange, route: Route | undefined): Promise<void> {
  const { request, pathname } = exchange;
  if (route === undefined) throw new ProtocolError('not-found', `There is nothing at ${pathname.slice(0, 100)}`);
  const methods = Object.keys(route);
  const allow = [...methods, ...(route.GET ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const run = route[method as keyof Route];
  if (run !== undefined) return run(exchange);
  if (method === 'OPTIONS') {
    exchange.empty(204, {
      Allow: allow,
      'Access-Control-Allow-Methods': allow,
      'Access-Control-Allow-Headers': 'Content-Type, If-None-Match, Last-Event-ID',
      'Access-Control-Max-Age': 600,
    });
    return;
  }
  const error = new ProtocolError('method-not-allowed', `Expected one of ${allow}, got ${request.method}`);
  exchange.problem(error, { Allow: allow });
}

/** One function for all sockets: a thousand idle ones would notice the difference. */
function onSocketClose(this: LabSocket): void {
  this[SET]?.delete(this);
}

function ignore(): void {}
