import { useCallback, useEffect, useRef, useState } from 'react';
import type { ServerSettings } from '../../protocol/index.ts';
import type { SessionHandle } from './session.ts';
import type { SharedSession } from './shared-session.ts';
import { type Standing, standingOf } from './standing.ts';

/** A figure's part in the page's session: nothing before {@link FigureSession.start}, and given back with the figure. */
export interface FigureSession {
  readonly standing: Standing;
  /** The session's handle, once somebody has started. */
  readonly handle: SessionHandle | undefined;
  /** Asks for the session; again after it was refused. */
  start(): void;
  /** Resolves with the handle once there is a session. Starts if nobody did. */
  ready(): Promise<SessionHandle>;
}

/**
 * Gives a figure its part in the page's session. Its code is loaded when it is first asked for.
 *
 * @param servers how the session's servers are set; the same object at every call. Figures that want the same share one.
 */
export function useFigureSession(servers: ServerSettings = PLAIN): FigureSession {
  const [standing, setStanding] = useState<Standing>({ name: 'idle' });
  const [handle, setHandle] = useState<SessionHandle>();
  const part = useRef<SharedSession>(undefined);
  const state = useRef<{ isStarted: boolean; isGone: boolean; waiting: ((handle: SessionHandle) => void)[] }>(
    undefined,
  );
  state.current ??= { isStarted: false, isGone: false, waiting: [] };

  const start = useCallback(() => {
    const own = state.current;
    if (own === undefined) return;
    if (own.isStarted) {
      part.current?.session.retry();
      return;
    }
    own.isStarted = true;
    setStanding({ name: 'looking' });
    void import('./shared-session.ts').then(
      ({ shareSession }) => {
        if (own.isGone) return;
        const taken = shareSession(servers);
        part.current = taken;
        setHandle(taken.session);
        const tell = (): void => {
          if (own.isGone) return;
          const next = standingOf(taken.watch.state, taken.session.state());
          setStanding((now) => (sameStanding(now, next) ? now : next));
          if (next.name === 'ready') for (const resolve of own.waiting.splice(0)) resolve(taken.session);
        };
        taken.watch.subscribe(tell);
        taken.session.subscribe(tell);
        tell();
      },
      () => {
        own.isStarted = false;
        setStanding({ name: 'refused', reason: 'The figure’s script could not be loaded' });
      },
    );
  }, [servers]);

  const ready = useCallback(
    () =>
      new Promise<SessionHandle>((resolve) => {
        const taken = part.current;
        if (taken?.session.state().name === 'open') return resolve(taken.session);
        state.current?.waiting.push(resolve);
        start();
      }),
    [start],
  );

  useEffect(() => {
    const own = state.current;
    if (own) own.isGone = false;
    return () => {
      if (own) {
        own.isGone = true;
        own.isStarted = false;
        own.waiting = [];
      }
      part.current?.release();
      part.current = undefined;
    };
  }, []);

  return { standing, handle, start, ready };
}

const PLAIN: ServerSettings = {};

function sameStanding(a: Standing, b: Standing): boolean {
  if (a.name !== b.name) return false;
  if (a.name === 'ready' && b.name === 'ready') return a.session === b.session;
  return ('reason' in a ? a.reason : '') === ('reason' in b ? b.reason : '');
}
