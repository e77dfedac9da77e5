import type { IncomingMessage } from 'node:http';
import { AUTH_METHODS, type AuthMethod, MAX_TOKEN_BYTES } from '../../lib/protocol/index.ts';

/** What a request carries to say for whom it speaks. */
export interface Credentials {
  kind: 'token' | 'ticket';
  text: string;
}

// #region credentials
/**
 * Finds the credentials of a request, in the ways that are taken. The first that is there counts; were the next one tried
 * when it is refused, a page could not tell which of two it connected with.
 */
export function findCredentials(
  { url = '', headers }: IncomingMessage,
  { methods, cookieName }: { methods: readonly AuthMethod[]; cookieName: string },
): Credentials | undefined {
  const query = new URLSearchParams(url.slice(url.indexOf('?')));
  const found: Readonly<Record<AuthMethod, Credentials | undefined>> = {
    header: credentials('token', /^bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]),
    ticket: credentials('ticket', query.get('ticket')),
    query: credentials('token', query.get('token')),
    cookie: credentials('token', cookieOf(headers.cookie, cookieName)),
    'first-message': undefined,
  };
  return AUTH_METHODS.filter((method) => methods.includes(method))
    .map((method) => found[method])
    .find((each) => each !== undefined);
}

function credentials(kind: Credentials['kind'], text: string | null | undefined): Credentials | undefined {
  if (text === null || text === undefined) return undefined;
  // Something was sent, so it is refused like any other that is wrong.
  return { kind, text: text.length <= MAX_TOKEN_BYTES ? text : '' };
}

/** @see RFC 6265 section 4.2.1 */
function cookieOf(header: string | undefined, name: string): string | undefined {
  const pair = header?.split('; ').find((each) => each.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}
// #endregion credentials
