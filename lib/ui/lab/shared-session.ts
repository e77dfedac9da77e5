import { systemClock } from '../../measure/clock.ts';
import type { ServerSettings } from '../../protocol/index.ts';
import { type LabWatch, watchLab } from './lab-watch.ts';
import { openPageSession } from './page-session.ts';
import type { SessionHandle } from './session.ts';

/** One session that the figures of a page have together. */
export interface SharedSession {
  readonly session: SessionHandle;
  readonly watch: LabWatch;
  /** Gives it back. With the last one the session ends; may be called twice. */
  release(): void;
}

interface Shared {
  session: SessionHandle;
  watch: LabWatch;
  users: number;
}

/** By the settings of their servers: nearly all figures want the same. */
const all = new Map<string, Shared>();

/** Takes part in the page's session with such servers; opens it for the first one who asks. */
export function shareSession(servers: ServerSettings = {}): SharedSession {
  const key = JSON.stringify(servers);
  const shared = all.get(key) ?? open(servers);
  all.set(key, shared);
  shared.users++;
  let isReleased = false;
  return {
    session: shared.session,
    watch: shared.watch,
    release() {
      if (isReleased) return;
      isReleased = true;
      shared.users--;
      if (shared.users > 0) return;
      all.delete(key);
      shared.session.close();
      shared.watch.close();
    },
  };
}

function open(servers: ServerSettings): Shared {
  const watch = watchLab({
    fetch: (...request) => fetch(...request),
    clock: systemClock,
    pageUrl: location.href,
  });
  const session = openPageSession(servers);
  let located: string | undefined;
  watch.subscribe(() => {
    const control = watch.state.name === 'running' ? watch.state.lab.control : undefined;
    if (control !== undefined && control !== located) session.locate(control);
    located = control;
  });
  return { session, watch, users: 0 };
}
