import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { systemClock } from '../../measure/clock.ts';
import type { SessionHandle } from '../lab/session.ts';
import { useSaid } from '../lab/use-said.ts';
import type { FigureSession } from '../lab/use-standing.ts';
import { type Accounts, createStatesRun, NEW_ACCOUNTS, type StatesRun } from './run.ts';

/** How long a server that is restarted stays away, in milliseconds: long enough for a try that fails. */
const DOWN_MS = 1_500;

/** More than the lab takes in one message: it ends the connection with 1009. */
const TOO_LARGE_BYTES = 70_000;

/** What the figure can do. */
export interface StatesControls {
  readonly accounts: Accounts;
  /** When the first client was told to connect, on the page's clock. */
  readonly beganAt: number;
  /** Whether the edge refuses connections. */
  readonly isRefusing: boolean;
  /** What could not be done, for readers. */
  readonly said: string | undefined;
  connect(): void;
  disconnect(): void;
  /** Disconnects and connects in the same breath. */
  again(): void;
  /** Connects and disconnects in the same breath. */
  atOnce(): void;
  /** Ends the three clients; the next ones begin with nothing counted. */
  startOver(): void;
  sendTooMuch(): void;
  drop(): void;
  silence(): void;
  restart(): void;
  /** Lets the edge refuse connections, or no longer. */
  refuse(): void;
}

/** Drives the clients through the page's session. */
export function useStatesRun(figure: FigureSession): StatesControls {
  const { ready, handle } = figure;
  const [accounts, setAccounts] = useState<Accounts>(NEW_ACCOUNTS);
  const [beganAt, setBeganAt] = useState(0);
  const { said, guarded } = useSaid();
  const run = useRef<StatesRun>(undefined);
  const address = useRef('');
  const isRefusing = useIsRefusing(handle);

  const onSession = (act: (session: SessionHandle) => void | Promise<unknown>): void =>
    guarded(async () => act(await ready()));

  /** Does something with the clients, which are made when they are first wanted. */
  const drive = (act: (clients: StatesRun) => void): void => {
    // Once there, they need no lab to be driven: it may be gone, and they shall show what they make of that.
    if (run.current) return act(run.current);
    onSession((session) => {
      run.current ??= begin(session);
      act(run.current);
    });
  };

  function begin(session: SessionHandle): StatesRun {
    setBeganAt(systemClock.now());
    const made: StatesRun = createStatesRun({
      url() {
        const state = session.state();
        if (state.name === 'open') address.current = `${state.session.urls.websocket}/events`;
        return address.current;
      },
      clock: systemClock,
      random: Math.random,
      isNetworkOff: () => !navigator.onLine,
      onChange: () => queueMicrotask(() => setAccounts(made.accounts())),
    });
    return made;
  }

  useEffect(() => {
    const tell = (): void => run.current?.network(!navigator.onLine);
    addEventListener('online', tell);
    addEventListener('offline', tell);
    return () => {
      removeEventListener('online', tell);
      removeEventListener('offline', tell);
      run.current?.dispose();
      run.current = undefined;
    };
  }, []);

  useEffect(() => {
    if (!isRefusing) return undefined;
    // Other figures use the session as well.
    return () => void handle?.setToxics('websocket', {}).catch(() => undefined);
  }, [isRefusing, handle]);

  return {
    accounts,
    beganAt,
    isRefusing,
    said,
    connect: () => drive((clients) => clients.connect()),
    disconnect: () => drive((clients) => clients.disconnect()),
    again: () =>
      drive((clients) => {
        clients.disconnect();
        clients.connect();
      }),
    atOnce: () =>
      drive((clients) => {
        clients.disconnect();
        clients.connect();
        clients.disconnect();
      }),
    startOver() {
      run.current?.dispose();
      run.current = undefined;
      setAccounts(NEW_ACCOUNTS);
    },
    sendTooMuch: () => drive((clients) => clients.send('x'.repeat(TOO_LARGE_BYTES))),
    drop: () => onSession((session) => session.drop('websocket')),
    silence: () => onSession((session) => session.silence('websocket')),
    restart: () => onSession((session) => session.restart('websocket', DOWN_MS)),
    refuse: () => onSession((session) => session.setToxics('websocket', isRefusing ? {} : { down: true })),
  };
}

/** Whether the edge refuses connections, as the lab last answered. */
function useIsRefusing(handle: SessionHandle | undefined): boolean {
  const subscribe = useCallback((onChange: () => void) => handle?.subscribe(onChange) ?? (() => undefined), [handle]);
  const isRefusing = useCallback(() => {
    const state = handle?.state();
    return state?.name === 'open' && state.toxics.websocket.down === true;
  }, [handle]);
  return useSyncExternalStore(subscribe, isRefusing, () => false);
}
