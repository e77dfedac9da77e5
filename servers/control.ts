import { isName, parseJson, ProtocolError, TRANSPORT_IDS, type TransportId } from '../lib/protocol/index.ts';
import type { Context, Server } from './context.ts';
import { readBody } from './http/body.ts';
import type { Exchange } from './http/exchange.ts';
import { hostnameOf } from './http/guard.ts';
import type { Route } from './http/route.ts';
import { createHttpServer } from './http/server.ts';
import { createSources, decodeSource } from './sources.ts';
import { version } from './version.ts';

/** The start of a source's path; the rest is its topic. */
const SOURCES = '/sources/';

/** What control tells of. */
export interface ControlOptions {
  context: Context;
  port: number;
  host: string;
  /** The ports of the transports. */
  ports: Record<TransportId, number>;
}

/** Control: where the transports are, and what drives the lab. It moves no events itself. */
export async function startControl({ context, port, host, ports }: ControlOptions): Promise<Server> {
  const sources = createSources(context.log);

  // #region routes
  const routes: Record<string, Route> = {
    '/': { GET: index },
    '/healthz': { GET: (exchange) => exchange.json(200, JSON.stringify({ status: 'ok' })) },
  };
  const http = createHttpServer({
    context,
    route(pathname) {
      if (pathname.startsWith(SOURCES)) return sourceRoute(unescapePath(pathname.slice(SOURCES.length)));
      return Object.hasOwn(routes, pathname) ? routes[pathname] : undefined;
    },
  });
  // #endregion routes

  /** Addresses under the name that the request came by: what reached control under it reaches the transports too. */
  function index(exchange: Exchange): void {
    const hostname = hostnameOf(exchange.request) ?? host;
    const transports = TRANSPORT_IDS.map((id) => [id, baseUrl(id, hostname, ports[id])] as const);
    exchange.json(
      200,
      JSON.stringify({ name: 'wirelab', version, transports: Object.fromEntries(transports), log: context.log.id }),
    );
  }

  function sourceRoute(topic: string): Route {
    return {
      async PUT(exchange) {
        if (!isName(topic)) throw new ProtocolError('bad-request', 'Expected the path to end in a topic');
        const settings = decodeSource(parseJson(await readBody(exchange)));
        sources.set(topic, settings);
        exchange.json(200, JSON.stringify({ topic, ...settings }));
      },
      DELETE(exchange) {
        if (!sources.remove(topic)) throw new ProtocolError('not-found', 'There is no source for this topic');
        exchange.empty(204);
      },
    };
  }

  return {
    port: await http.listen(port, host),
    connections: http.connections,
    drop: http.drop,
    close() {
      context.isClosing = true;
      sources.close();
      return http.close();
    },
  };
}

/** What an escaped piece of a path means: `a%3Ab` is `a:b`. What is no escape stands for itself, and names nothing. */
function unescapePath(piece: string): string {
  try {
    return decodeURIComponent(piece);
  } catch {
    return piece;
  }
}

/** The base address of a transport, without a trailing slash. */
export function baseUrl(id: TransportId, hostname: string, port: number): string {
  return `${id === 'websocket' ? 'ws' : 'http'}://${hostname}:${port}`;
}
