import { systemClock } from '../../measure/clock.ts';
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

let shared: { session: SessionHandle; watch: LabWatch } | undefined;
let users = 0;

/** Takes part in the page's session; opens it for the first one who asks. */
export function shareSession(): SharedSession {
  shared ??= open();
  const { session, watch } = shared;
  users++;
  let isReleased = false;
  return {
    session,
    watch,
    release() {
      if (isReleased) return;
      isReleased = true;
      users--;
      if (users > 0) return;
      shared = undefined;
      session.close();
      watch.close();
    },
  };
}

function open(): { session: SessionHandle; watch: LabWatch } {
  const watch = watchLab({
    fetch: (...request) => fetch(...request),
    clock: systemClock,
    pageUrl: location.href,
  });
  const session = openPageSession();
  let located: string | undefined;
  watch.subscribe(() => {
    const control = watch.state.name === 'running' ? watch.state.lab.control : undefined;
    if (control !== undefined && control !== located) session.locate(control);
    located = control;
  });
  return { session, watch };
}
