import { HEADERS, ProtocolError, readDigits, WAIT_MS } from '../lib/protocol/index.ts';
import { holdIdentity } from './auth/hold.ts';
import type { Context, Server } from './context.ts';
import {
  answerEvents,
  gone,
  type Page,
  positionOf,
  publish,
  readLimit,
  readQuery,
  shuttingDown,
} from './http/events.ts';
import type { Exchange } from './http/exchange.ts';
import { createHttpServer } from './http/server.ts';

/**
 * Long polling: a request that finds nothing is held until something happens, or until the time that it named is over.
 *
 * @see RFC 6202 section 2 (the mechanism), section 5.5 (why about 30 s is a safe time to hold)
 */
export async function startLongPolling(context: Context, port: number, host: string): Promise<Server> {
  /** What ends each held request when the server closes. */
  const held = new Set<() => void>();
  const http = createHttpServer({
    context,
    route: (pathname) =>
      pathname === '/events' ? { GET: (exchange) => answer(exchange, held), POST: publish } : undefined,
  });
  return {
    port: await http.listen(port, host),
    connections: http.connections,
    drop: http.drop,
    close() {
      context.isClosing = true;
      for (const release of held) release();
      return http.close();
    },
  };
}

function answer(exchange: Exchange, held: Set<() => void>): void {
  const query = readQuery(exchange);
  const limit = readLimit(exchange);
  const wait = exchange.param('waitMs');
  const waitMs = wait === undefined ? WAIT_MS.default : readDigits(wait, 'waitMs', { max: WAIT_MS.max });
  const after = positionOf(exchange, query);
  const page = { topic: query.topic, after, limit };
  if (answerEvents(exchange, page)) return;
  if (waitMs === 0) exchange.empty(204, { [HEADERS.next]: after });
  else hold(exchange, page, { waitMs, held });
}

// #region hold
/** Keeps a request waiting. Exactly one thing ends it: an event, the time, the client, the server, or its credentials. */
function hold(exchange: Exchange, page: Page, { waitMs, held }: { waitMs: number; held: Set<() => void> }): void {
  const { context, response } = exchange;
  let due: NodeJS.Immediate | undefined;

  const onEvent = () => {
    release();
    if (!answerEvents(exchange, page)) exchange.problem(gone(context.log.bounds(page.topic), page.after));
  };
  const onTime = () => {
    release();
    exchange.empty(204, { [HEADERS.next]: page.after });
  };
  const onShutdown = () => {
    if (due !== undefined) return onEvent();
    release();
    exchange.problem(shuttingDown());
  };

  // At the end of the turn, so that what happens together is answered together.
  const unwatch = context.log.watch(page.topic, () => (due ??= setImmediate(onEvent)));
  const timer = setTimeout(onTime, waitMs);
  held.add(onShutdown);
  response.on('close', release);
  const unhold = holdIdentity(exchange, () => {
    release();
    exchange.problem(new ProtocolError('unauthorized', 'The credentials have ended while this waited'));
  });

  function release(): void {
    unwatch();
    unhold();
    clearTimeout(timer);
    clearImmediate(due);
    held.delete(onShutdown);
    response.off('close', release);
  }
}
// #endregion hold
