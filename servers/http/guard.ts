import type { IncomingMessage } from 'node:http';
import { describe, HEADERS, ProtocolError } from '../../lib/protocol/index.ts';

/** Pages under these hosts are ours, on any port and over http or https. */
const LOCAL_ORIGIN = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;

/** A `Host` header: a name or an address, and a port that does not matter. */
const HOST = /^(\[[0-9a-f:.]+\]|[^:[\]/@\s]+)(:\d*)?$/i;

/** Decides who may connect. */
export interface Guard {
  /**
   * Looks at `Host` and `Origin` before anything else is done with a request.
   *
   * @throws {ProtocolError} `forbidden-host` (DNS rebinding), `forbidden-origin` (another site's page)
   */
  check(request: IncomingMessage): void;
  /** The headers that let our pages read an answer; for others, only what keeps caches from mixing answers up. */
  corsHeaders(request: IncomingMessage): Record<string, string>;
}

// #region guard
/**
 * Makes the guard of all servers. A request without `Origin` comes from no page (curl, wscat) and is fine.
 *
 * @see RFC 6455 section 10.2 (a server should check the origin: CORS does not apply to a WebSocket)
 */
export function createGuard({ host, origins }: { host: string; origins: readonly string[] }): Guard {
  const hosts = new Set(['localhost', '127.0.0.1', '[::1]', (host.includes(':') ? `[${host}]` : host).toLowerCase()]);
  for (const origin of origins) hosts.add(new URL(origin).hostname);

  const isOurs = (origin: string) => LOCAL_ORIGIN.test(origin) || origins.includes(origin);

  return {
    check(request) {
      const { host: named, origin } = request.headers;
      const hostname = hostnameOf(request);
      if (hostname === undefined || !hosts.has(hostname)) {
        throw new ProtocolError('forbidden-host', `This lab does not answer under the host ${describe(named)}`);
      }
      if (origin !== undefined && (!isOurs(origin) || isRepeated(request, 'origin'))) {
        throw new ProtocolError('forbidden-origin', `Pages of the origin ${describe(origin)} may not connect`);
      }
    },
    corsHeaders(request) {
      const { origin } = request.headers;
      if (origin === undefined || !isOurs(origin)) return { Vary: 'Origin' };
      return {
        Vary: 'Origin',
        'Access-Control-Allow-Origin': origin,
        // A page may send cookies: to see what they weigh, or to say whose it is where a session asks for that.
        'Access-Control-Allow-Credentials': 'true',
        'Access-Control-Expose-Headers': EXPOSED,
        'Timing-Allow-Origin': origin,
      };
    },
  };
}
// #endregion guard

/** The name or address that a request came by, without the port; nothing where it has no usable `Host`, or two. */
export function hostnameOf(request: IncomingMessage): string | undefined {
  const { host } = request.headers;
  return host === undefined || isRepeated(request, 'host') ? undefined : HOST.exec(host)?.[1]?.toLowerCase();
}

/** Whether a header is there more than once: Node tells of the first, and a proxy before us may have read the last. */
function isRepeated({ rawHeaders = [] }: IncomingMessage, name: string): boolean {
  return rawHeaders.filter((field, index) => index % 2 === 0 && field.toLowerCase() === name).length > 1;
}

const EXPOSED = ['ETag', 'Retry-After', HEADERS.next, HEADERS.log, HEADERS.clock].join(', ');
