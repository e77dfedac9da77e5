import { randomBytes } from 'node:crypto';
import { ProtocolError, type SessionRequest } from '../../lib/protocol/index.ts';
import { shuttingDown } from '../http/events.ts';
import type { Limits } from '../options.ts';
import type { Timing } from '../timing.ts';
import type { Session } from './session.ts';

/** How many bytes an id is made of: 128 bits, which nobody guesses. */
const ID_BYTES = 16;

/** Into how many looks the time is divided after which an idle session ends. */
const LOOKS = 60;

/** The sessions of a lab. */
export interface Sessions {
  /** Starts a session. @throws {ProtocolError} `server-full` when there are as many as may be, `shutting-down` */
  create(request: SessionRequest): Promise<Session>;
  /** The session of an id. @throws {ProtocolError} `not-found` */
  get(id: string): Session;
  /** Ends the session of an id. Fulfils when nothing of it is left but the answers that its control still gives. */
  end(id: string): Promise<void>;
  /** How many there are. */
  count(): number;
  /** Ends all of them. Fulfils when nothing is left; may be called twice. */
  close(): Promise<void>;
}

/** What {@link createSessions} needs. */
export interface SessionsOptions {
  limits: Pick<Limits, 'maxSessions'>;
  timing: Pick<Timing, 'sessionIdleMs' | 'sessionStillMs'>;
  start(id: string, request: SessionRequest): Promise<Session>;
  /** A clock in milliseconds that only goes forward. @default performance.now */
  now?(): number;
}

/**
 * Makes an empty set of sessions. A session that nobody uses for `sessionIdleMs` ends by itself, and so does one in which
 * nothing has moved for `sessionStillMs`.
 */
export function createSessions({ limits, timing, start, now = () => performance.now() }: SessionsOptions): Sessions {
  /** The sessions that there are, when each was last seen in use, and when something last moved in it. */
  const sessions = new Map<string, { session: Session; usedAt: number; movedAt: number }>();
  /** What starts or ends, so that the lab can wait for it. */
  const pending = new Set<Promise<unknown>>();
  let starting = 0;
  let isClosing = false;
  let timer: NodeJS.Timeout | undefined;

  function look(): void {
    const at = now();
    for (const [id, entry] of sessions) {
      const activity = entry.session.activity();
      if (activity === 'moving') entry.movedAt = at;
      if (activity !== 'none') entry.usedAt = at;
      const isIdle = at - entry.usedAt >= timing.sessionIdleMs || at - entry.movedAt >= timing.sessionStillMs;
      if (isIdle) remove(id).catch(console.error);
    }
  }

  /** Takes a session out at once, and ends it. */
  async function remove(id: string): Promise<void> {
    const entry = sessions.get(id);
    if (entry === undefined) return;
    sessions.delete(id);
    if (sessions.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
    follow(entry.session.close());
    await entry.session.end();
  }

  function follow<Result>(promise: Promise<Result>): Promise<Result> {
    pending.add(promise);
    promise.catch(ignore).finally(() => pending.delete(promise));
    return promise;
  }

  async function begin(request: SessionRequest): Promise<Session> {
    const id = randomBytes(ID_BYTES).toString('base64url');
    starting++;
    try {
      const session = await start(id, request);
      if (isClosing) {
        await session.close();
        throw shuttingDown();
      }
      sessions.set(id, { session, usedAt: now(), movedAt: now() });
      timer ??= setInterval(look, Math.max(1, timing.sessionIdleMs / LOOKS));
      timer.unref();
      return session;
    } finally {
      starting--;
    }
  }

  return {
    async create(request) {
      if (isClosing) throw shuttingDown();
      if (sessions.size + starting >= limits.maxSessions) {
        throw new ProtocolError('server-full', `The lab holds ${limits.maxSessions} sessions already`, {
          retryAfterMs: 1000,
        });
      }
      return await follow(begin(request));
    },
    get(id) {
      const entry = sessions.get(id);
      if (entry === undefined) throw noSession();
      return entry.session;
    },
    async end(id) {
      if (!sessions.has(id)) throw noSession();
      await remove(id);
    },
    count: () => sessions.size,
    async close() {
      isClosing = true;
      for (const id of sessions.keys()) remove(id).catch(console.error);
      while (pending.size > 0) await Promise.allSettled(pending);
    },
  };
}

function ignore(): void {}

function noSession(): ProtocolError {
  return new ProtocolError('not-found', 'There is no such session, or it has ended');
}
