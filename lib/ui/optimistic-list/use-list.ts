import { useCallback, useEffect, useRef, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import type { Toxics } from '../../protocol/index.ts';
import { loadTransport } from '../../transports/index.ts';
import type { SessionHandle } from '../lab/session.ts';
import { ownTopic } from '../lab/topic.ts';
import { useReplacedSession } from '../lab/use-replaced-session.ts';
import { useSaid } from '../lab/use-said.ts';
import type { FigureSession } from '../lab/use-standing.ts';
import { type Change, type ListRun, type ListState, openListRun } from './list-run.ts';
import { playScene, type SceneId } from './scenes.ts';

/** The figure's state and what its buttons do. */
export interface List {
  readonly state: ListState | undefined;
  /** Grows with every list that is begun anew. */
  readonly count: number;
  readonly scene: SceneId | undefined;
  readonly isPlaying: boolean;
  readonly latencyMs: number;
  /** What went wrong, for readers. */
  readonly said: string | undefined;
  play(scene: SceneId): void;
  /** Begins a list without a scene, for what the reader does. */
  begin(): void;
  act(change: Change, isRefused: boolean): void;
  actAsOther(change: Change): void;
  setLatency(ms: number): void;
  drop(): void;
}

/** Runs both versions of the list, through the page's session. */
export function useList({ ready, standing }: FigureSession): List {
  const [state, setState] = useState<ListState>();
  const [count, setCount] = useState(0);
  const [scene, setScene] = useState<SceneId>();
  const [isPlaying, setPlaying] = useState(false);
  const [latencyMs, setLatencyMs] = useState(0);
  const { said, say, guarded } = useSaid();
  const open = useRef<{ run: ListRun; session: string }>(undefined);
  const playing = useRef<AbortController>(undefined);

  const end = useCallback((why: string) => {
    playing.current?.abort(new Error(why));
    open.current?.run.close();
    open.current = undefined;
  }, []);

  /** Opens a list of its own, on a topic of its own. */
  const reopen = async (signal: AbortSignal): Promise<{ run: ListRun; session: SessionHandle }> => {
    const session = await ready();
    const [connect, connectPolling] = await Promise.all([loadTransport('websocket'), loadTransport('polling')]);
    await session.setToxics('websocket', {});
    signal.throwIfAborted();
    const opened = session.state();
    if (opened.name !== 'open') throw new Error('The session ended before the list was opened');
    setLatencyMs(0);
    const run: ListRun = openListRun({
      connect,
      connectPolling,
      urls: opened.session.urls,
      topic: ownTopic('list', Math.random),
      fetch: (...request) => fetch(...request),
      clock: systemClock,
      onChange: () => queueMicrotask(() => open.current?.run === run && setState(run.state())),
    });
    open.current = { run, session: opened.session.id };
    setCount((before) => before + 1);
    setState(run.state());
    return { run, session };
  };

  const start = (wanted: SceneId | undefined): void => {
    end('Another list was begun');
    const own = new AbortController();
    playing.current = own;
    say(undefined);
    setScene(wanted);
    setPlaying(wanted !== undefined);
    reopen(own.signal)
      .then(({ run, session }) => {
        if (wanted === undefined) return undefined;
        return playScene(wanted, {
          run,
          clock: systemClock,
          signal: own.signal,
          setToxics: (toxics: Toxics) => session.setToxics('websocket', toxics),
          drop: () => session.drop('websocket'),
        });
      })
      .catch((error: unknown) => {
        if (playing.current === own) say(error instanceof Error ? error.message : String(error));
      })
      .finally(() => {
        if (playing.current === own) setPlaying(false);
      });
  };

  // The log is gone with the lab, too: what is shown would be compared with nothing.
  const onReplaced = useCallback(() => {
    end('The lab was restarted');
    setPlaying(false);
    say('The lab was restarted, and the log with it. Begin again.');
  }, [end, say]);
  useReplacedSession(standing, open, onReplaced);

  useEffect(() => {
    const controller = playing;
    return () => {
      end('The page was left');
      controller.current = undefined;
    };
  }, [end]);

  return {
    state,
    count,
    scene,
    isPlaying,
    latencyMs,
    said,
    play: start,
    begin: () => start(undefined),
    act: (change, isRefused) => open.current?.run.act(change, { isRefused }),
    actAsOther: (change) => guarded(async () => open.current?.run.actAsOther(change)),
    setLatency: (ms) =>
      guarded(async () => {
        const stream = { latency: { latency: ms } };
        await (await ready()).setToxics('websocket', ms === 0 ? {} : { upstream: stream, downstream: stream });
        setLatencyMs(ms);
      }),
    drop: () => guarded(async () => (await ready()).drop('websocket')),
  };
}
