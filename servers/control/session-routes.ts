import {
  decodeRestart,
  decodeSessionRequest,
  decodeToxics,
  isTransportId,
  parseJson,
  ProtocolError,
  type TransportId,
} from '../../lib/protocol/index.ts';
import type { Session } from '../edge/session.ts';
import type { Sessions } from '../edge/sessions.ts';
import { openTelemetry } from '../edge/telemetry.ts';
import { readBody } from '../http/body.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Route } from '../http/route.ts';
import { findAuthRoute } from './auth-routes.ts';
import { unescapePath } from './path.ts';

/** What the routes of sessions work on. */
export interface SessionRoutesOptions {
  sessions: Sessions;
  /** The name that a request came by. */
  hostname(exchange: Exchange): string;
}

/**
 * The route of a path under `/sessions`. A path that could be one has its route whether the session is there or not, so
 * that a page may ask (CORS preflight), and is told that it is not.
 */
export function findSessionRoute(pathname: string, { sessions, hostname }: SessionRoutesOptions): Route | undefined {
  const [empty, root, id, action, transport, ...rest] = pathname.split('/').map(unescapePath);
  if (empty !== '' || root !== 'sessions' || rest.length > 0) return undefined;
  if (id === undefined) return { POST: (exchange) => create(exchange, { sessions, hostname }) };
  if (action === undefined) return { DELETE: (exchange) => end(exchange, sessions, id) };
  if (transport === undefined) {
    return action === 'telemetry' ? { GET: (exchange) => openTelemetry(exchange, sessions.get(id)) } : undefined;
  }
  if (action === 'auth') return findAuthRoute(transport, () => sessions.get(id));
  return Object.hasOwn(FAULTS, action)
    ? FAULTS[action]?.(() => ({ session: sessions.get(id), transport: readTransport(transport) }))
    : undefined;
}

// #region sessions
async function create(exchange: Exchange, { sessions, hostname }: SessionRoutesOptions): Promise<void> {
  const body = await readBody(exchange);
  const session = await sessions.create(body === '' ? {} : decodeSessionRequest(parseJson(body)));
  if (exchange.response.destroyed) {
    // Whoever asked is gone, and nobody will ever know of it.
    await sessions.end(session.id);
    return;
  }
  exchange.json(201, JSON.stringify(session.info(hostname(exchange))), { Location: `/sessions/${session.id}` });
}

async function end(exchange: Exchange, sessions: Sessions, id: string): Promise<void> {
  await sessions.end(id);
  exchange.empty(204);
}
// #endregion sessions

/** What a path is about. @throws {ProtocolError} `not-found` */
type Find = () => { session: Session; transport: TransportId };

// #region faults
/** What can be done to one transport of a session, by the name in the path. */
const FAULTS: Readonly<Record<string, (find: Find) => Route>> = {
  toxics: (find) => ({
    async PUT(exchange) {
      const { session, transport } = find();
      const toxics = decodeToxics(parseJson(await readBody(exchange)));
      await session.edge(transport).setToxics(toxics).catch(portTaken);
      exchange.json(200, JSON.stringify(toxics));
    },
  }),
  drop: (find) => ({
    POST(exchange) {
      const { session, transport } = find();
      exchange.json(200, JSON.stringify({ dropped: session.edge(transport).drop() }));
    },
  }),
  silence: (find) => ({
    POST(exchange) {
      const { session, transport } = find();
      exchange.json(200, JSON.stringify({ silenced: session.edge(transport).silence() }));
    },
  }),
  restart: (find) => ({
    async POST(exchange) {
      const { session, transport } = find();
      const body = await readBody(exchange);
      const { downMs } = body === '' ? { downMs: 0 } : decodeRestart(parseJson(body));
      if (session.servers === undefined) {
        throw new ProtocolError('bad-request', 'Expected a session that has `servers` of its own');
      }
      exchange.json(200, JSON.stringify({ downMs: session.servers.restart(transport, downMs) }));
    },
  }),
  raw: (find) => ({
    GET(exchange) {
      find();
      const error = new ProtocolError('upgrade-required', 'Expected a WebSocket handshake');
      exchange.problem(error, { Upgrade: 'websocket', Connection: 'Upgrade' });
    },
  }),
};
// #endregion faults

/** What is said of an edge that was down, and whose port somebody has taken in the meantime. @throws {ProtocolError} */
function portTaken(error: NodeJS.ErrnoException): never {
  if (error.code !== 'EADDRINUSE') throw error;
  throw new ProtocolError('server-full', 'The port of this edge was taken while it was down, and it stays down', {
    retryAfterMs: 1000,
  });
}

function readTransport(text: string): TransportId {
  if (isTransportId(text)) return text;
  throw new ProtocolError('not-found', 'There is no such transport');
}
