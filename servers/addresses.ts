import type { TransportId } from '../lib/protocol/index.ts';

/** Where something listens. */
export interface Address {
  host: string;
  port: number;
}

/** The base address of a transport, without a trailing slash. `hostname` has its brackets where it is an IPv6 address. */
export function baseUrl(id: TransportId, hostname: string, port: number): string {
  return `${id === 'websocket' ? 'ws' : 'http'}://${hostname}:${port}`;
}

/** An address to connect to what listens on `host`: one that means "all of them" is no address. */
export function dialHost(host: string): string {
  return host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
}

/** The same as it stands in a URL. */
export function reachableHost(host: string): string {
  const dialed = dialHost(host);
  return dialed.includes(':') ? `[${dialed}]` : dialed;
}
