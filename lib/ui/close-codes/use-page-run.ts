import { useCallback, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import type { Captured } from '../exchange/captured.ts';
import { useCapture } from '../exchange/use-captured-socket.ts';
import type { FigureSession } from '../lab/use-standing.ts';
import { openPageRun, type PageRun, type PageRunState } from './page-run.ts';

/** How often the two properties that change without an event are looked at, in milliseconds. */
const LOOK_MS = 200;

/** A WebSocket of the page through the page's session, beside what the edge has captured of it. */
export interface PageRunHandle {
  readonly run: PageRun | undefined;
  readonly state: PageRunState | undefined;
  readonly captured: Captured;
  /** Opens one in the place of the one before, and hands it over before anything has happened to it. */
  open(onOpened?: (run: PageRun) => void): Promise<void>;
}

/** Gives a figure its run. */
export function usePageRun(figure: FigureSession): PageRunHandle {
  const [run, setRun] = useState<PageRun>();
  const [state, setState] = useState<PageRunState>();
  const { captured, begin } = useCapture(figure, 'websocket');

  const open = useCallback(
    (onOpened?: (run: PageRun) => void) =>
      begin(({ url, token, session }) => {
        const opened: PageRun = openPageRun({
          url: `${url}/events?${token}`,
          session,
          clock: systemClock,
          // The first line is written before there is an object to ask.
          onChange: () => queueMicrotask(() => setState(opened.state())),
        });
        const timer = setInterval(() => opened.look(), LOOK_MS);
        setRun(opened);
        onOpened?.(opened);
        return () => {
          clearInterval(timer);
          opened.close();
        };
      }),
    [begin],
  );

  return { run, state, captured, open };
}
