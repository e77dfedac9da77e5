import { createServer, type IncomingMessage, type Server as NodeServer, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { HEADERS, ProtocolError } from '../../lib/protocol/index.ts';
import type { Context } from '../context.ts';
import { type Taker, watchStalls } from '../stall.ts';
import { bytesTaken } from '../stream-progress.ts';
import { bucketOf } from './bucket.ts';
import { shuttingDown } from './events.ts';
import { Exchange, now, problemHeaders, problemText } from './exchange.ts';
import { ignoreUpgrade } from './ignored-upgrade.ts';
import { type Route, runRoute } from './route.ts';
import { resetSocket } from '../reset.ts';

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
  /**
   * Whether a request belongs to something that is open already, and that would end if it were refused: over the rate it
   * waits until it is within, and while the server closes it is still served. @default no request does
   */
  isOngoing?(request: IncomingMessage): boolean;
  /** Whether a connection may say in its first message for whom it speaks, where that is asked. @default false */
  mayWait?: boolean;
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
  /** Answers a request to change the protocol as if it had not been one. @throws {ProtocolError} where it has a body */
  ignoreUpgrade(request: IncomingMessage, socket: Socket): void;
  /** Refuses a request to change the protocol. */
  refuseUpgrade(request: IncomingMessage, socket: Socket, refusal: Refusal): void;
}

/** How many requests may wait on one connection until those before them are answered; a client with more is cut off. */
const MAX_IN_LINE = 500;

/** How many connections over the limit are told so at a time; more are reset without a word. */
const MAX_REFUSALS = 100;

/** How long a refused connection may live, in milliseconds. */
const REFUSAL_MS = 5_000;

const SET = Symbol('the set that the socket is in');

const IN_LINE = Symbol('how many requests wait for their turn');

interface LabSocket extends Socket {
  [SET]?: Set<LabSocket>;
  [IN_LINE]?: number;
  /** The answer that the socket is being used for: Node's, and not part of its public interface. */
  _httpMessage?: ServerResponse | null;
}

/** Makes the server; it does not listen yet. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { context, route, isOngoing, mayWait = false, intercept, upgrade } = options;
  const { limits, guard, timing, auth } = context;
  const sockets = new Set<LabSocket>();
  const refused = new Set<LabSocket>();
  const node = createServer({
    headersTimeout: timing.headMs,
    requestTimeout: timing.requestMs,
    keepAliveTimeout: timing.keepAliveMs,
    connectionsCheckingInterval: timing.checkMs,
    // The guard answers for a missing Host as for a foreign one.
    requireHostHeader: false,
    noDelay: true,
  });

  // #region admit
  node.on('connection', (socket: LabSocket) => {
    const isFull = sockets.size >= limits.maxConnections;
    if (isFull && refused.size >= MAX_REFUSALS) {
      resetSocket(socket);
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
    if (context.isClosing && !isOngoing?.(request)) throw shuttingDown();
  }

  /** Takes a request from the budget of its connection. A handshake costs none: it can be made once. @throws {ProtocolError} */
  function spend({ socket }: IncomingMessage): void {
    const waitMs = bucketOf(socket, limits).take(limits, now());
    if (waitMs > 0) {
      throw new ProtocolError('rate-limited', `This connection may send ${limits.ratePerSecond} requests a second`, {
        retryAfterMs: waitMs,
      });
    }
  }

  /** Waits until the budget of the connection has room for a request. @throws {ProtocolError} */
  async function slowDown({ socket }: IncomingMessage): Promise<void> {
    for (;;) {
      const waitMs = bucketOf(socket, limits).take(limits, now());
      if (waitMs === 0 || socket.destroyed) break;
      await delay(waitMs, undefined, { ref: false });
    }
    if (socket.destroyed) throw shuttingDown();
  }
  // #endregion admit

  async function onRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const exchange = new Exchange(request, response, context);
    if (context.settings.keepAlive === false) response.setHeader('Connection', 'close');
    if (response.socket === null) await turn(request.socket, response);
    try {
      admit(request);
      if (isOngoing?.(request)) await slowDown(request);
      else spend(request);
      // A preflight carries no credentials: it asks whether they may be sent.
      if (auth && request.method !== 'OPTIONS' && !isOngoing?.(request)) await auth.admit(request, { mayWait });
      if (intercept?.(request, response)) return;
      await runRoute(exchange, route(exchange.pathname));
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

  /**
   * Waits until the requests that came before on the connection are answered. The answer could not leave before theirs, and
   * would wait in memory; so would each of many long polls sent in one go.
   */
  async function turn(socket: LabSocket, response: ServerResponse): Promise<void> {
    const inLine = (socket[IN_LINE] ?? 0) + 1;
    socket[IN_LINE] = inLine;
    if (inLine > MAX_IN_LINE) socket.destroy();
    await new Promise<void>((resolve) => response.once('socket', () => resolve()));
    socket[IN_LINE] = (socket[IN_LINE] ?? 1) - 1;
  }

  node.on('request', onRequest);
  node.on('checkContinue', onRequest);
  node.on('checkExpectation', onRequest);
  if (upgrade !== undefined) {
    node.on('upgrade', (request: IncomingMessage, socket: LabSocket, head: Buffer) => {
      // Sent before an earlier request was answered: the answer would end up among the frames.
      if (socket._httpMessage) return void socket.destroy();
      try {
        admit(request);
        if (auth === undefined || isOngoing?.(request)) return upgrade(request, socket, head);
      } catch (error) {
        return failUpgrade(error, request, socket);
      }
      // Nobody else listens while it is found out who this is.
      socket.on('error', ignore);
      auth
        .admit(request, { mayWait })
        .then(() => {
          if (context.isClosing) throw shuttingDown();
          socket.off('error', ignore);
          upgrade(request, socket, head);
        })
        .catch((error: unknown) => failUpgrade(error, request, socket));
    });
  }
  node.on('connect', (request: IncomingMessage, socket: LabSocket) => {
    if (socket._httpMessage) return void socket.destroy();
    const error = new ProtocolError('method-not-allowed', 'The lab is no proxy');
    refuseUpgrade(request, socket, { error, headers: { Allow: 'GET, HEAD, OPTIONS' } });
  });
  node.on('clientError', (error: NodeJS.ErrnoException, socket: LabSocket) => {
    // An error in the midst of an answer would be taken for a part of it.
    const isAnswering = socket._httpMessage?.headersSent === true;
    if (!socket.writable || isAnswering || error.code === 'ECONNRESET') return void socket.destroy();
    const isLong = error.code === 'HPE_HEADER_OVERFLOW';
    end(socket, new ProtocolError(isLong ? 'too-large' : 'bad-request', 'Expected an HTTP/1.1 request'), {});
  });

  function failUpgrade(error: unknown, request: IncomingMessage, socket: Socket): void {
    if (error instanceof ProtocolError) return refuseUpgrade(request, socket, { error });
    console.error(error);
    socket.destroy();
  }

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

  /** Every connection, not only those of subscriptions: an answer that nobody takes holds memory, too. */
  function* takers(): Iterable<[Socket, Taker]> {
    for (const socket of sockets) {
      yield [
        socket,
        {
          waitingBytes: () => socket.writableLength,
          progress: () => bytesTaken(socket),
          cut: () => resetSocket(socket),
        },
      ];
    }
  }
  let stopWatch: (() => void) | undefined;

  return {
    node,
    ignoreUpgrade: (request, socket) => void onRequest(request, ignoreUpgrade(request, socket)),
    refuseUpgrade,
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        node.once('error', reject);
        node.listen({ port, host }, () => {
          node.off('error', reject);
          stopWatch = watchStalls(takers, timing);
          resolve((node.address() as AddressInfo).port);
        });
      }),
    connections: () => sockets.size,
    drop() {
      const count = sockets.size;
      for (const socket of sockets) resetSocket(socket);
      return count;
    },
    async close() {
      const closed = new Promise<void>((resolve) => node.close(() => resolve()));
      node.closeIdleConnections();
      stopWatch?.();
      const grace = setTimeout(() => {
        for (const socket of [...sockets, ...refused]) socket.destroy();
      }, timing.graceMs);
      await closed;
      clearTimeout(grace);
    },
  };
}

/** One function for all sockets: a thousand idle ones would notice the difference. */
function onSocketClose(this: LabSocket): void {
  this[SET]?.delete(this);
}

function ignore(): void {}
