import { type AuthGrant, decodeErrorFields, isRecord, type SessionInfo } from '../../protocol/index.ts';

/** Asks control for credentials of a user, or to take them back. */
export interface AuthDesk {
  token(user: string, lifetimeMs: number): Promise<string>;
  ticket(user: string, lifetimeMs: number): Promise<string>;
  /** Has the cookie set: the page never sees what is in it. */
  cookie(user: string, lifetimeMs: number): Promise<void>;
  /** Has the cookie removed. */
  signOut(): Promise<void>;
  /** @returns how many connections were ended */
  revoke(user: string): Promise<number>;
}

/** Makes the desk of a session. Every call rejects with a sentence for readers. */
export function createAuthDesk({ control, id }: SessionInfo, fetch: typeof globalThis.fetch): AuthDesk {
  async function ask(what: string, request: object): Promise<Record<string, unknown>> {
    const response = await fetch(`${control}/sessions/${id}/auth/${what}`, {
      method: 'POST',
      // Otherwise the browser would throw the cookie away: control is another origin, though of the same site.
      credentials: 'include',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
    });
    const text = await response.text();
    const body: unknown = text === '' ? {} : JSON.parse(text);
    if (!response.ok) throw new Error(decodeErrorFields(body).message);
    return isRecord(body) ? body : {};
  }

  async function grant(what: 'token' | 'ticket', request: object): Promise<string> {
    const answer: Partial<AuthGrant> = await ask(what, request);
    const granted = answer[what];
    if (typeof granted !== 'string') throw new Error(`Expected the lab to grant a ${what}`);
    return granted;
  }

  return {
    token: (user, lifetimeMs) => grant('token', { user, lifetimeMs }),
    ticket: (user, lifetimeMs) => grant('ticket', { user, lifetimeMs }),
    cookie: async (user, lifetimeMs) => void (await ask('cookie', { user, lifetimeMs })),
    signOut: async () => void (await ask('sign-out', {})),
    async revoke(user) {
      const { ended } = await ask('revoke', { user });
      return typeof ended === 'number' ? ended : 0;
    },
  };
}
