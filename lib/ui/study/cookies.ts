import { MIN_COOKIE_BYTES } from './settings.ts';

/** Where `document.cookie` is written: the document, or a test's stand-in for it. */
export interface CookieJar {
  cookie: string;
}

/**
 * The paths that the transports are asked under. Cookies know hosts and paths but no ports, so that other tabs of this
 * browser send them as well while a study runs, though only with the handshakes of WebSockets to the lab.
 *
 * @see RFC 6265 section 8.5 (cookies do not provide isolation by port)
 */
const PATHS = ['/events', '/socket.io/'] as const;

const NAME = 'study';

/** How long a cookie outlives a page that could not take it back, in seconds. */
const LEASE_SECONDS = 120;

/**
 * Sets a cookie of `bytes` bytes, name, `=` and value together, for the transports of this host; 0 sets none.
 *
 * @returns its undo
 */
export function setStudyCookie(jar: CookieJar, bytes: number): () => void {
  const clear = (): void => {
    for (const path of PATHS) jar.cookie = `${NAME}=; Path=${path}; SameSite=Lax; Max-Age=0`;
  };
  if (bytes < MIN_COOKIE_BYTES) return clear;
  const value = 'x'.repeat(bytes - NAME.length - 1);
  for (const path of PATHS) jar.cookie = `${NAME}=${value}; Path=${path}; SameSite=Lax; Max-Age=${LEASE_SECONDS}`;
  return clear;
}
