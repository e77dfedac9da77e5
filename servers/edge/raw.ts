import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { isTransportId, MAX_RAW_CONNECTIONS, ProtocolError, type TransportId } from '../../lib/protocol/index.ts';
import type { Limits } from '../options.ts';
import { watchStalls } from '../stall.ts';
import type { Timing } from '../timing.ts';
import { RawLink } from './raw-link.ts';
import type { Session } from './session.ts';
import type { Sessions } from './sessions.ts';

/** A path of a raw connection: its session and its transport. */
const PATH = /^\/sessions\/([^/]+)\/raw\/([^/]+)$/;

/** Takes handshakes for raw connections: requests to change to `websocket`. */
export interface RawUpgrade {
  /**
   * Accepts a handshake that has passed the guard.
   *
   * @returns why not, where it cannot be; nothing has been answered then
   */
  accept(request: IncomingMessage, connection: RawHandshake): ProtocolError | undefined;
  /** Releases what it holds; may be called twice. The connections themselves end with their sessions. */
  close(): void;
}

/** What belongs to a handshake besides the request. */
export interface RawHandshake {
  socket: Socket;
  head: Buffer;
  sessions: Sessions;
}

/** What raw connections are made with. */
export interface RawOptions {
  limits: Limits;
  timing: Timing;
  /** Where the edges are. */
  host: string;
}

/**
 * Raw connections: a WebSocket that carries one TCP connection through an edge, for pages, which have no other way to send
 * bytes of their own making. The messages are {@link RawCommand} and {@link RawReport}.
 *
 * A message may be as large as any in the lab (`maxMessageBytes`; more is closed with 1009), a session has at most
 * {@link MAX_RAW_CONNECTIONS} at a time, and messages over the rate of a connection wait for their turn. A side that takes
 * nothing of what waits for it for `stallMs` is cut off.
 */
export function createRawUpgrade({ limits, timing, host }: RawOptions): RawUpgrade {
  const links = new Map<Session, Set<RawLink>>();
  const wss = new WebSocketServer({
    noServer: true,
    maxPayload: limits.maxMessageBytes,
    perMessageDeflate: false,
    clientTracking: false,
  });
  /** What the library finds wrong with a handshake, while it looks at it. */
  let refusal: ProtocolError | undefined;
  wss.on('wsClientError', (error: Error) => (refusal = new ProtocolError('bad-request', error.message)));
  const stopWatch = watchStalls(function* () {
    for (const each of links.values()) for (const link of each) yield [link, link];
  }, timing);

  /** @throws {ProtocolError} where there is nothing to connect to, or no room */
  function find(request: IncomingMessage, sessions: Sessions): { session: Session; transport: TransportId } {
    const [path = ''] = (request.url ?? '').split('?', 1);
    const [, id, transport] = PATH.exec(path) ?? [];
    if (id === undefined || !isTransportId(transport))
      throw new ProtocolError('not-found', 'There is nothing to upgrade');
    const session = sessions.get(id);
    const { method, headers } = request;
    if (method !== 'GET') throw new ProtocolError('bad-request', 'Expected a handshake to be a GET');
    if (headers['sec-websocket-version'] !== '13') {
      throw new ProtocolError('upgrade-required', 'Expected version 13 of the WebSocket protocol');
    }
    if ((links.get(session)?.size ?? 0) >= MAX_RAW_CONNECTIONS) {
      throw new ProtocolError('server-full', `A session has at most ${MAX_RAW_CONNECTIONS} raw connections at a time`, {
        retryAfterMs: 1000,
      });
    }
    return { session, transport };
  }

  function open(ws: WebSocket, socket: Socket, { session, transport }: ReturnType<typeof find>): void {
    const ofSession = links.get(session) ?? new Set();
    links.set(session, ofSession);
    const target = { host, port: session.edge(transport).port };
    const link = new RawLink(ws, socket, { target, limits, timing });
    ofSession.add(link);
    const leave = session.join(() => link.end());
    ws.on('close', () => {
      leave();
      ofSession.delete(link);
      if (ofSession.size === 0) links.delete(session);
    });
  }

  return {
    accept(request, { socket, head, sessions }) {
      try {
        const found = find(request, sessions);
        refusal = undefined;
        wss.handleUpgrade(request, socket, head, (ws) => open(ws, socket, found));
        return refusal;
      } catch (error) {
        if (error instanceof ProtocolError) return error;
        throw error;
      }
    },
    close: stopWatch,
  };
}
