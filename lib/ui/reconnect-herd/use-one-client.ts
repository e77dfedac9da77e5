import { useCallback, useEffect, useRef, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import { figureToken } from '../exchange/figure-token.ts';
import { useSaid } from '../lab/use-said.ts';
import type { FigureSession } from '../lab/use-standing.ts';
import { pageNetwork } from './page-network.ts';
import { createRedial, type Redial, type RedialState } from './redial.ts';
import { WAITS } from './strategies.ts';

/** How many lines are kept; the oldest go. */
const MAX_LINES = 60;

/** A state that the client came into. */
export interface ClientLine {
  /** 1, 2, 3 … */
  readonly number: number;
  /** Milliseconds since it was opened. */
  readonly afterMs: number;
  readonly state: RedialState;
}

/** One client of the page, and what happens to it. */
export interface OneClient {
  readonly lines: readonly ClientLine[];
  readonly state: RedialState | undefined;
  /** How many sockets it has made. */
  readonly sockets: number;
  readonly isDown: boolean;
  readonly failure: string | undefined;
  connect(): void;
  /** Lets the edge refuse connections, or take them again. */
  setDown(isDown: boolean): void;
  retryNow(): void;
  close(): void;
}

/** Gives a figure a client that reconnects with full jitter, and pauses while the page has no network. */
export function useOneClient({ ready }: FigureSession): OneClient {
  const [lines, setLines] = useState<readonly ClientLine[]>([]);
  const [sockets, setSockets] = useState(0);
  const [isDown, setIsDown] = useState(false);
  const { said: failure, say, guarded } = useSaid();
  const client = useRef<Redial>(undefined);
  const end = useRef<() => void>(undefined);
  const isGone = useRef(false);

  const connect = useCallback(
    () =>
      guarded(async () => {
        const session = await ready();
        const standing = session.state();
        if (standing.name !== 'open' || isGone.current) return;
        end.current?.();
        const beganAt = systemClock.now();
        const url = `${standing.session.urls.websocket}/events?${figureToken(Math.random)}`;
        let number = 0;
        setLines([]);
        setSockets(0);
        setIsDown(standing.toxics.websocket.down === true);
        const own = createRedial({
          open() {
            setSockets((count) => count + 1);
            return new WebSocket(url);
          },
          waitMs: (tries) => WAITS['full-jitter'](tries, Math.random),
          clock: systemClock,
          network: pageNetwork(globalThis.window),
          onState(state) {
            const line: ClientLine = { number: ++number, afterMs: systemClock.now() - beganAt, state };
            setLines((now) => [...now, line].slice(-MAX_LINES));
          },
        });
        const stopWatch = session.subscribe(() => {
          const now = session.state();
          if (now.name === 'open' && now.session.id === standing.session.id) return;
          say('The session ended, and the edge that this client knew. Connect again');
          end.current?.();
        });
        client.current = own;
        end.current = () => {
          stopWatch();
          own.close();
        };
      }),
    [ready, guarded, say],
  );

  const setDown = useCallback(
    (down: boolean) =>
      guarded(async () => {
        const session = await ready();
        const toxics = await session.setToxics('websocket', down ? { down: true } : {});
        setIsDown(toxics.down === true);
      }),
    [ready, guarded],
  );

  const retryNow = useCallback(() => client.current?.retryNow(), []);
  const close = useCallback(() => end.current?.(), []);

  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
      end.current?.();
    };
  }, []);

  return { lines, state: lines.at(-1)?.state, sockets, isDown, failure, connect, setDown, retryNow, close };
}
