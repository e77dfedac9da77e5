import { useCallback, useEffect, useRef, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import type { SessionInfo, TransportId } from '../../protocol/index.ts';
import type { FigureSession } from '../lab/use-standing.ts';
import { loadDecoder } from './load-decoder.ts';
import { openTalk, type Talk, type TalkState } from './talk.ts';

/** How long the answer to a handshake may take, in milliseconds. */
const ANSWER_MS = 10_000;

/** A figure's raw connection: at most one at a time. */
export interface TalkHandle {
  readonly state: TalkState | undefined;
  /** Opens a new connection, in the place of the one before. */
  open(): Promise<{ talk: Talk; session: SessionInfo }>;
  /** The connection that stands, if one does. */
  current(): Talk | undefined;
  /** Lets go of it. */
  close(): void;
}

/** Gives a figure raw connections to a transport, through the page's session. */
export function useTalk(figure: FigureSession, transport: TransportId): TalkHandle {
  const [state, setState] = useState<TalkState>();
  const talk = useRef<Talk>(undefined);
  const { ready } = figure;

  const close = useCallback(() => {
    talk.current?.close();
    talk.current = undefined;
    setState(undefined);
  }, []);

  const open = useCallback(async () => {
    const handle = await ready();
    const createDecoder = await loadDecoder();
    const standing = handle.state();
    if (standing.name !== 'open') throw new Error('The session ended before the connection was opened');
    talk.current?.close();
    const opened: Talk = openTalk({
      session: standing.session,
      transport,
      clock: systemClock,
      createDecoder,
      onChange: () => {
        if (talk.current === opened) setState(opened.state());
      },
    });
    talk.current = opened;
    setState(opened.state());
    return { talk: opened, session: standing.session };
  }, [ready, transport]);

  const current = useCallback(() => (talk.current?.state().phase === 'ended' ? undefined : talk.current), []);

  useEffect(() => () => talk.current?.close(), []);
  return { state, open, current, close };
}

/** Waits until the server has answered a request over a talk. @returns whether it was `101` */
export async function answered(talk: Talk): Promise<boolean> {
  const until = systemClock.now() + ANSWER_MS;
  for (;;) {
    const { entries, phase } = talk.state();
    const answer = entries.find(({ kind, direction }) => kind === 'response' && direction === 'down');
    if (answer) return answer.title.includes('101');
    if (phase === 'ended' || systemClock.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
