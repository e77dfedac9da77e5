import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import {
  AUTH_METHODS,
  type AuthEnd,
  type AuthMethod,
  type AuthRequest,
  type AuthSettings,
  MAX_LIFETIME_MS,
  ProtocolError,
} from '../../lib/protocol/index.ts';
import { now as clock } from '../http/exchange.ts';
import { findCredentials } from './credentials.ts';
import { createTickets } from './tickets.ts';
import { createTokens, type Identity, unauthorized } from './tokens.ts';

/** Connections that stand and have not said who they are; the next one is refused. */
const MAX_WAITING = 20;

/** Users whose tokens are refused; they are forgotten once the longest of those tokens has expired. */
const MAX_REVOKED = 1_000;

/** What happens once {@link AuthGate.hold} has nothing more to hold on to. */
type OnEnd = (why: AuthEnd) => void;

/** Who may use the servers of one session. Its secret is made with it, and ends with it. */
export interface AuthGate {
  readonly methods: readonly AuthMethod[];
  /** How long a connection may wait with its first message. */
  readonly firstMessageMs: number;
  /** The name of the cookie: cookies know no ports, so two sessions of a host need two names. */
  readonly cookieName: string;
  sign(request: AuthRequest): Promise<{ token: string; expiresInMs: number }>;
  issueTicket(request: AuthRequest): { ticket: string; expiresInMs: number };
  /**
   * Finds out for whom a request speaks, before anything else is done with it.
   *
   * @param mayWait whether its connection can still say so in a first message
   * @throws {ProtocolError} `unauthorized`; `server-full` where too many connections wait
   */
  admit(request: IncomingMessage, options: { mayWait: boolean }): Promise<void>;
  /** For whom an admitted request speaks; nobody yet where its first message will say so. */
  identityOf(request: IncomingMessage): Identity | undefined;
  /** @throws {ProtocolError} `unauthorized` */
  verify(token: string): Promise<Identity>;
  /** How many milliseconds an identity is still good for; 0 where it has expired or was revoked. */
  remainingMs(identity: Identity): number;
  /** Calls back once, when an identity expires or is revoked. @returns its undo */
  hold(identity: Identity, onEnd: OnEnd): () => void;
  /** Counts a connection that has not said who it is, and calls back when its time is over. @returns its undo */
  wait(onEnd: OnEnd): () => void;
  /** Refuses what a user holds from now on, and ends what stands. @returns how many were ended */
  revoke(user: string): number;
}

/** Makes the gate of a session. */
export function createAuthGate(settings: AuthSettings, now: () => number = clock): AuthGate {
  const { methods = AUTH_METHODS, lifetimeMs = 60_000, ticketMs = 10_000, firstMessageMs = 5_000 } = settings;
  const cookieName = `wirelab-${randomBytes(4).toString('hex')}`;
  const tokens = createTokens(now);
  const tickets = createTickets({ ticketMs, now });
  const identities = new WeakMap<IncomingMessage, Identity>();
  const held = new Map<string, Set<OnEnd>>();
  const revokedAt = new Map<string, number>();
  let waiting = 0;

  function identityFor(request: AuthRequest): Identity {
    const issuedAt = now();
    return { user: request.user, issuedAt, expiresAt: issuedAt + (request.lifetimeMs ?? lifetimeMs) };
  }

  function remainingMs({ user, issuedAt, expiresAt }: Identity): number {
    const isRevoked = issuedAt <= (revokedAt.get(user) ?? 0);
    return isRevoked ? 0 : Math.max(0, expiresAt - now());
  }

  /** @throws {ProtocolError} `unauthorized` where it was revoked, or has expired meanwhile */
  function check(identity: Identity): Identity {
    return remainingMs(identity) > 0 ? identity : unauthorized();
  }

  const verify = async (token: string): Promise<Identity> => check(await tokens.verify(token));

  return {
    methods,
    firstMessageMs,
    cookieName,
    verify,
    remainingMs,
    async sign(request) {
      const identity = identityFor(request);
      return { token: await tokens.sign(identity), expiresInMs: identity.expiresAt - identity.issuedAt };
    },
    issueTicket: (request) => ({ ticket: tickets.issue(identityFor(request)), expiresInMs: ticketMs }),
    // #region admit
    async admit(request, { mayWait }) {
      const found = findCredentials(request, { methods, cookieName });
      if (found === undefined) {
        if (!mayWait || !methods.includes('first-message')) return unauthorized();
        if (waiting < MAX_WAITING) return;
        throw new ProtocolError('server-full', `${MAX_WAITING} connections have not said yet who they are`, {
          retryAfterMs: firstMessageMs,
        });
      }
      const identity =
        found.kind === 'ticket' ? check(tickets.redeem(found.text) ?? unauthorized()) : await verify(found.text);
      identities.set(request, identity);
    },
    // #endregion admit
    identityOf: (request) => identities.get(request),
    // #region hold
    hold(identity, onEnd) {
      const { user } = identity;
      const ofUser = held.get(user) ?? new Set();
      held.set(user, ofUser);
      const end: OnEnd = (why) => {
        release();
        onEnd(why);
      };
      const timer = setTimeout(() => end('expired'), Math.max(0, identity.expiresAt - now()));
      ofUser.add(end);
      return release;

      function release(): void {
        clearTimeout(timer);
        ofUser.delete(end);
        if (ofUser.size === 0 && held.get(user) === ofUser) held.delete(user);
      }
    },
    // #endregion hold
    wait(onEnd) {
      let isOver = false;
      waiting++;
      const timer = setTimeout(() => {
        release();
        onEnd('no-credentials');
      }, firstMessageMs);
      return release;

      function release(): void {
        if (isOver) return;
        isOver = true;
        waiting--;
        clearTimeout(timer);
      }
    },
    // #region revoke
    revoke(user) {
      for (const [each, at] of revokedAt) if (at + MAX_LIFETIME_MS < now()) revokedAt.delete(each);
      if (revokedAt.size >= MAX_REVOKED) throw new ProtocolError('server-full', 'Too many users are revoked already');
      revokedAt.set(user, now());
      tickets.forget(user);
      const ending = [...(held.get(user) ?? [])];
      for (const end of ending) end('revoked');
      return ending.length;
    },
    // #endregion revoke
  };
}
