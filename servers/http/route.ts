import { ProtocolError } from '../../lib/protocol/index.ts';
import type { Exchange } from './exchange.ts';

/** What a path does with each method; `HEAD` and `OPTIONS` follow from them. */
export type Route = Partial<Record<'GET' | 'POST' | 'PUT' | 'DELETE', (exchange: Exchange) => void | Promise<void>>>;

/** Does what a path does with the method. @throws {ProtocolError} `not-found` where there is no route */
export async function runRoute(exchange: Exchange, route: Route | undefined): Promise<void> {
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
      'Access-Control-Allow-Headers': `Content-Type, If-None-Match, Last-Event-ID${exchange.context.auth ? ', Authorization' : ''}`,
      'Access-Control-Max-Age': 600,
    });
    return;
  }
  const error = new ProtocolError('method-not-allowed', `Expected one of ${allow}, got ${request.method}`);
  exchange.problem(error, { Allow: allow });
}
