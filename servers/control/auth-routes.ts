import { decodeAuthRequest, parseJson, ProtocolError } from '../../lib/protocol/index.ts';
import type { AuthGate } from '../auth/gate.ts';
import type { Session } from '../edge/session.ts';
import { readBody } from '../http/body.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Route } from '../http/route.ts';

/** What a path is about. @throws {ProtocolError} `not-found` */
type Find = () => Session;

// #region auth
/**
 * What stands for a login: whoever knows a session's id names a user, and is believed. What comes out of it is real, and so
 * is everything that the session's servers make of it.
 */
const ROUTES: Readonly<Record<string, (gate: AuthGate, exchange: Exchange) => Promise<void>>> = {
  async token(gate, exchange) {
    answer(exchange, await gate.sign(await readRequest(exchange)));
  },
  async ticket(gate, exchange) {
    answer(exchange, gate.issueTicket(await readRequest(exchange)));
  },
  async cookie(gate, exchange) {
    const { token, expiresInMs } = await gate.sign(await readRequest(exchange));
    // No script reads it, and no other site's request carries it. Over https it would be `Secure` as well.
    const attributes = `Path=/; Max-Age=${Math.ceil(expiresInMs / 1000)}; HttpOnly; SameSite=Strict`;
    exchange.json(201, JSON.stringify({ expiresInMs }), { 'Set-Cookie': `${gate.cookieName}=${token}; ${attributes}` });
  },
  async 'sign-out'(gate, exchange) {
    exchange.empty(204, { 'Set-Cookie': `${gate.cookieName}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict` });
  },
  async revoke(gate, exchange) {
    const { user } = await readRequest(exchange);
    exchange.json(200, JSON.stringify({ ended: gate.revoke(user) }));
  },
};
// #endregion auth

/** The route of `/sessions/:id/auth/:what`. */
export function findAuthRoute(what: string, find: Find): Route | undefined {
  const run = Object.hasOwn(ROUTES, what) ? ROUTES[what] : undefined;
  return run && { POST: (exchange) => run(gateOf(find()), exchange) };
}

function gateOf({ auth }: Session): AuthGate {
  if (auth) return auth;
  throw new ProtocolError('bad-request', 'Expected a session whose `servers` have `auth`');
}

const readRequest = async (exchange: Exchange) => decodeAuthRequest(parseJson(await readBody(exchange)));

function answer(exchange: Exchange, grant: object): void {
  exchange.json(201, JSON.stringify(grant));
}
