import type { Context, Server } from './context.ts';
import { answerEvents, answerPage, positionOf, publish, readLimit, readQuery } from './http/events.ts';
import type { Exchange } from './http/exchange.ts';
import { createHttpServer } from './http/server.ts';

/**
 * Polling: every request is answered at once, with what has happened since the position it names.
 *
 * The server keeps nothing between two requests. The client keeps its place, and decides how late it learns of things.
 */
export async function startPolling(context: Context, port: number, host: string): Promise<Server> {
  const http = createHttpServer({
    context,
    route: (pathname) => (pathname === '/events' ? { GET: answer, POST: publish } : undefined),
  });
  return {
    port: await http.listen(port, host),
    connections: http.connections,
    drop: http.drop,
    close() {
      context.isClosing = true;
      return http.close();
    },
  };
}

// #region answer
function answer(exchange: Exchange): void {
  const query = readQuery(exchange);
  const limit = readLimit(exchange);
  const after = positionOf(exchange, query);
  if (answerEvents(exchange, { topic: query.topic, after, limit })) return;
  // Nothing happened. The answer still says from where to ask next, also to whoever came without a position.
  answerPage(exchange, [], { after, next: after });
}
// #endregion answer
