import type { TransportId } from '../../protocol/index.ts';
import type { LabInfo } from './lab.ts';
import type { SessionState } from './session.ts';

/** Where a page reads: through the edges of its session, or, where it gets none, from the common servers. */
export interface Addresses {
  over: 'session' | 'plain';
  urls: Readonly<Record<TransportId, string>>;
}

/**
 * Where a page reads now; `undefined` while that is being found out, when whoever reads stays where it is. A session that
 * was refused is no reason to show nothing: the common servers carry the same events, without bytes and without faults.
 */
export function addressesOf(session: SessionState, lab: LabInfo | undefined): Addresses | undefined {
  if (session.name === 'open') return { over: 'session', urls: session.session.urls };
  const refused = session.name === 'full' || (session.name === 'failed' && session.retryAt === undefined);
  return refused && lab ? { over: 'plain', urls: lab.transports } : undefined;
}
