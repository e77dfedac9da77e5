import { isName, parseJson, ProtocolError } from '../../lib/protocol/index.ts';
import { readBody } from '../http/body.ts';
import type { Route } from '../http/route.ts';
import { decodeSource, type Sources } from '../sources.ts';
import { unescapePath } from './path.ts';

/** The start of a source's path; the rest is its topic. */
const SOURCES = '/sources/';

/** The route of a source: `PUT` sets it, `DELETE` ends it. */
export function findSourceRoute(pathname: string, sources: Sources): Route | undefined {
  if (!pathname.startsWith(SOURCES)) return undefined;
  const topic = unescapePath(pathname.slice(SOURCES.length));
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
