import type { AuthGrant, AuthRequest, AuthSettings, SessionInfo } from '../../lib/protocol/index.ts';
import { askSession, openSession } from './session.ts';

/** Opens a session whose own servers ask for whom one speaks. */
export function openAuthSession(control: string, auth: AuthSettings = {}): Promise<SessionInfo> {
  return openSession(control, { servers: { auth } });
}

/** Asks control for credentials, or to take them back. */
export function askAuth(session: SessionInfo, what: string, request: AuthRequest | object) {
  return askSession(session, `auth/${what}`, { body: JSON.stringify(request) });
}

/** A token of a user. */
export async function tokenOf(session: SessionInfo, user: string, lifetimeMs?: number): Promise<string> {
  const { body } = await askAuth(session, 'token', { user, ...(lifetimeMs === undefined ? {} : { lifetimeMs }) });
  return (body as AuthGrant).token ?? '';
}

/** A ticket of a user. */
export async function ticketOf(session: SessionInfo, user: string): Promise<string> {
  return ((await askAuth(session, 'ticket', { user })).body as AuthGrant).ticket ?? '';
}
