import { systemClock } from '../../measure/clock.ts';
import type { ServerSettings } from '../../protocol/index.ts';
import { openSession, type SessionHandle } from './session.ts';

/**
 * Opens a session of this page's own, with servers of its own so that they can be restarted without anybody else
 * noticing. It waits until it is told where control is, ends when the page is left, and opens again when it comes back.
 */
export function openPageSession(servers: ServerSettings = {}): SessionHandle {
  return openSession({
    fetch: (...request) => fetch(...request),
    clock: systemClock,
    request: { servers },
    page: globalThis,
  });
}
