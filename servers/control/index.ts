import { TRANSPORT_IDS, type TransportId } from '../../lib/protocol/index.ts';
import { baseUrl, dialHost } from '../addresses.ts';
import type { Context, Server } from '../context.ts';
import { createRawUpgrade, type RawUpgrade } from '../edge/raw.ts';
import { type Session, startSession } from '../edge/session.ts';
import { createSessions, type Sessions } from '../edge/sessions.ts';
import type { Exchange } from '../http/exchange.ts';
import { hostnameOf } from '../http/guard.ts';
import type { Route } from '../http/route.ts';
import { createHttpServer, type HttpServer } from '../http/server.ts';
import { createSources, type Sources } from '../sources.ts';
import { version } from '../version.ts';
import { findClaimRoute } from './claim-routes.ts';
import { type Claims, createClaims } from './claims.ts';
import { findSessionRoute } from './session-routes.ts';
import { findSourceRoute } from './source-routes.ts';

/** What control tells of. */
export interface ControlOptions {
  /** Makes the context of a server: each shuts down alone. */
  newContext(settings?: Context['settings']): Context;
  port: number;
  host: string;
  /** The ports of the transports. */
  ports: Record<TransportId, number>;
}

/** Control, and what it drives. */
export interface Control extends Server {
  readonly sessions: Sessions;
}

/**
 * Control: where the transports are, and what drives the lab. It moves no events itself.
 *
 * Every session has it on a port of its own as well, with all of the same routes. What differs is `GET /`: there the
 * transports are the session's edges, so that whatever finds its servers that way goes through them.
 */
export async function startControl({ newContext, port, host, ports }: ControlOptions): Promise<Control> {
  const context = newContext();
  const { limits, timing, log } = context;
  const sources = createSources(log);
  const sessions = createSessions({
    limits,
    timing,
    start: (id, { servers }) =>
      startSession({
        id,
        host,
        newContext,
        servers,
        addressOf: (transport) => ({ host: dialHost(host), port: ports[transport] }),
        startControl: startSessionControl,
      }),
  });
  const raw = createRawUpgrade({ limits, timing, host: dialHost(host) });
  const claims = createClaims({ host, timing });

  const hostname = (exchange: Exchange) => hostnameOf(exchange.request) ?? host;
  const http = createControlServer({
    context,
    sessions,
    sources,
    claims,
    raw,
    host,
    urls: (exchange) => Object.fromEntries(TRANSPORT_IDS.map((id) => [id, baseUrl(id, hostname(exchange), ports[id])])),
    hostname,
  });

  async function startSessionControl(session: Session): Promise<Server> {
    const own = newContext();
    const http = createControlServer({
      context: own,
      sessions,
      sources,
      claims,
      raw,
      host,
      urls: (exchange) => session.info(hostname(exchange)).urls,
      hostname,
    });
    return serverOf(own, http, await http.listen(0, host));
  }

  const server = serverOf(context, http, await http.listen(port, host));
  return {
    ...server,
    sessions,
    async close() {
      context.isClosing = true;
      sources.close();
      await Promise.all([sessions.close(), claims.close(), server.close()]);
      raw.close();
    },
  };
}

function serverOf(context: Context, http: HttpServer, port: number): Server {
  return {
    port,
    connections: http.connections,
    drop: http.drop,
    close() {
      context.isClosing = true;
      return http.close();
    },
  };
}

interface ControlServerOptions {
  context: Context;
  sessions: Sessions;
  sources: Sources;
  claims: Claims;
  raw: RawUpgrade;
  /** The address that it is bound to. */
  host: string;
  /** The addresses of the transports, under the name that the request came by. */
  urls(exchange: Exchange): Record<string, string>;
  /** The name that a request came by: what reached control under it reaches the transports too. */
  hostname(exchange: Exchange): string;
}

function createControlServer(options: ControlServerOptions): HttpServer {
  const { context, sessions, sources, claims, raw, host, urls, hostname } = options;
  // #region routes
  const routes: Record<string, Route> = {
    '/': {
      GET(exchange) {
        const index = { name: 'wirelab', version, transports: urls(exchange), log: context.log.id };
        exchange.json(200, JSON.stringify(index));
      },
    },
    '/healthz': { GET: (exchange) => exchange.json(200, JSON.stringify({ status: 'ok' })) },
  };
  const http = createHttpServer({
    context,
    route: (pathname) =>
      findSourceRoute(pathname, sources) ??
      findSessionRoute(pathname, { sessions, hostname }) ??
      findClaimRoute(pathname, { claims, host, hostname }) ??
      (Object.hasOwn(routes, pathname) ? routes[pathname] : undefined),
    upgrade(request, socket, head) {
      if (request.headers.upgrade?.toLowerCase() !== 'websocket') return http.ignoreUpgrade(request, socket);
      const error = raw.accept(request, { socket, head, sessions });
      if (error === undefined) return;
      const isUpgrade = error.code === 'upgrade-required';
      const headers = isUpgrade ? { Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' } : {};
      http.refuseUpgrade(request, socket, { error, headers });
    },
  });
  // #endregion routes
  return http;
}
