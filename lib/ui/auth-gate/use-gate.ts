import { useCallback, useEffect, useRef, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import type { AuthMethod } from '../../protocol/index.ts';
import type { Captured } from '../exchange/captured.ts';
import { useCapture } from '../exchange/use-captured-socket.ts';
import type { FigureSession } from '../lab/use-standing.ts';
import { type AuthDesk, createAuthDesk } from './ask-auth.ts';
import { type Attempt, carrierOf, type GateTransport } from './choices.ts';
import { type GateConnection, openGateConnection } from './connect.ts';
import { shortened, withoutSignature, withUser } from './forge.ts';
import { createGateLog, type GateLog, type GateState } from './gate-log.ts';

/** What an attempt is made of. */
export interface GatePlan {
  transport: GateTransport;
  method: AuthMethod;
  attempt: Attempt;
  user: string;
  lifetimeMs: number;
}

/** The figure's attempts: one at a time. */
export interface GateHandle {
  readonly state: GateState | undefined;
  readonly captured: Captured;
  begin(plan: GatePlan): Promise<void>;
  /** Fetches a fresh token and shows it on the standing connection. */
  refresh(plan: GatePlan): Promise<void>;
  subscribe(topic: string): void;
  revoke(user: string): Promise<void>;
  close(): void;
}

/** Whom a forged token names. */
const OTHER_USER = 'grace';

/** Gives the figure its attempts. */
export function useGate(figure: FigureSession, transport: GateTransport): GateHandle {
  const [state, setState] = useState<GateState>();
  const { captured, begin: beginCapture, end } = useCapture(figure, transport);
  const run = useRef<{ log: GateLog; desk: AuthDesk; connection?: GateConnection }>(undefined);
  const { ready } = figure;

  const guarded = useCallback(async (log: GateLog, act: () => Promise<void>) => {
    try {
      await act();
    } catch (error) {
      log.say('threw', error instanceof Error ? error.message : String(error));
      log.become({ phase: 'ended' });
    }
  }, []);

  const begin = useCallback(
    async (plan: GatePlan) => {
      const handle = await ready();
      const standing = handle.state();
      if (standing.name !== 'open') return;
      // Not before: another press may have begun an attempt while this one waited for the lab.
      run.current?.log.end();
      const log = createGateLog(() => systemClock.now(), setState);
      const own: NonNullable<typeof run.current> = {
        log,
        desk: createAuthDesk(standing.session, (...request) => fetch(...request)),
      };
      run.current = own;
      await guarded(log, async () => {
        const method = carrierOf(plan.attempt, plan.method);
        const grantedAt = systemClock.now();
        const credential = await prepare(plan, { desk: own.desk, log, polling: standing.session.urls.polling });
        if (run.current !== own) return;
        log.become({ phase: 'connecting', ...(credential === undefined ? {} : { credential }) });
        await beginCapture(({ url, token: mark }) => {
          const opened = openGateConnection({
            transport: plan.transport,
            url,
            mark,
            method,
            credential,
            say: log.say,
            onKnown: (expiresInMs) => log.become({ expiresAt: systemClock.now() + expiresInMs }),
            onOpen: () =>
              log.become({
                phase: 'open',
                // A stream is not told; its time began with the grant.
                ...(plan.transport === 'sse' ? { expiresAt: grantedAt + plan.lifetimeMs } : {}),
              }),
            onEnd: () => log.become({ phase: 'ended' }),
          });
          own.connection = opened;
          return () => opened.close();
        });
      });
    },
    [ready, beginCapture, guarded],
  );

  const refresh = useCallback(
    async ({ user, lifetimeMs }: GatePlan) => {
      const own = run.current;
      if (own === undefined) return;
      await guarded(own.log, async () => {
        const token = await own.desk.token(user, lifetimeMs);
        own.log.say('did', `a fresh token: ${shortened(token)}`);
        own.log.become({ credential: token });
        own.connection?.refresh?.(token);
      });
    },
    [guarded],
  );

  const revoke = useCallback(
    async (user: string) => {
      const own = run.current;
      if (own === undefined) return;
      await guarded(own.log, async () => {
        const ended = await own.desk.revoke(user);
        own.log.say('did', `revoked ${user}: ${ended} ended`);
      });
    },
    [guarded],
  );

  useEffect(
    () => () => {
      const own = run.current;
      run.current = undefined;
      own?.log.end();
      // It would go along with everything else of this host.
      own?.desk.signOut().catch(() => undefined);
    },
    [],
  );

  return {
    state,
    captured,
    begin,
    refresh,
    subscribe: (topic) => run.current?.connection?.subscribe?.(topic),
    revoke,
    close: end,
  };
}

/** Gets what the attempt sends. The cookie of an earlier attempt goes first, since it would come along. */
async function prepare(
  { user, lifetimeMs, attempt, method }: GatePlan,
  { desk, log, polling }: { desk: AuthDesk; log: GateLog; polling: string },
): Promise<string | undefined> {
  await desk.signOut();
  switch (attempt) {
    case 'none':
      log.say('did', 'no credentials');
      return undefined;
    case 'used-ticket': {
      const ticket = await desk.ticket(user, lifetimeMs);
      const { status } = await fetch(`${polling}/events?topic=lesson-auth&ticket=${ticket}`);
      log.say('did', `a ticket for ${user}, used up by a poll (${status}): ${shortened(ticket)}`);
      return ticket;
    }
    case 'alg-none':
    case 'changed': {
      const token = await desk.token(user, lifetimeMs);
      const forged = attempt === 'changed' ? withUser(token, OTHER_USER) : withoutSignature(token);
      log.say(
        'did',
        attempt === 'changed' ? `the token of ${user}, changed to ${OTHER_USER}` : 'a token with alg: none',
      );
      return forged;
    }
    case 'right':
      if (method === 'cookie') {
        await desk.cookie(user, lifetimeMs);
        log.say('did', `a cookie for ${user}, which no script can read`);
        return undefined;
      }
      if (method === 'ticket') {
        const ticket = await desk.ticket(user, lifetimeMs);
        log.say('did', `a ticket for ${user}: ${shortened(ticket)}`);
        return ticket;
      }
      const token = await desk.token(user, lifetimeMs);
      log.say('did', `a token for ${user}: ${shortened(token)}`);
      return token;
  }
}
