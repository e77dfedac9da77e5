import type { SessionInfo } from '../../protocol/index.ts';
import type { LabState } from './lab-watch.ts';
import type { SessionState } from './session.ts';

/** How a figure stands towards the lab. `ready`: there is a session that it can use. */
export type Standing =
  | { name: 'idle' }
  | { name: 'looking' }
  | { name: 'down'; reason: string }
  | { name: 'refused'; reason: string }
  | { name: 'ready'; session: SessionInfo };

/** Puts together what is known of the lab and of the page's session. */
export function standingOf(lab: LabState, session: SessionState): Standing {
  if (session.name === 'open') return { name: 'ready', session: session.session };
  if (lab.name === 'down') return { name: 'down', reason: lab.reason };
  if (session.name === 'full') {
    return { name: 'refused', reason: `The lab has no room for another session (${session.reason})` };
  }
  if (session.name === 'failed') {
    // Tried again by itself while there is a time for that; without one, the lab has said no.
    if (session.retryAt === undefined) return { name: 'refused', reason: session.reason };
    return { name: 'down', reason: session.reason };
  }
  return { name: 'looking' };
}
