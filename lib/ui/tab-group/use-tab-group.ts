import { useCallback, useEffect, useRef, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import { countConnections, type EdgeCount } from '../edge-count/index.ts';
import { figureToken } from '../exchange/figure-token.ts';
import { createSourceDriver } from '../lab/sources.ts';
import { ownTopic } from '../lab/topic.ts';
import { useReplacedSession } from '../lab/use-replaced-session.ts';
import type { FigureSession } from '../lab/use-standing.ts';
import { type GroupWatch, type GroupState, watchGroup } from './group-watch.ts';
import { tabHref } from './tab-address.ts';

/** How many events the lab publishes a second, so that what is lost can be counted. */
export const PER_SECOND = 50;

/** How many frames there may be. */
export const MAX_FRAMES = 4;

/** A tab that is shown in a frame. */
export interface Frame {
  readonly name: string;
  readonly href: string;
}

/** What a figure does with its group of tabs. */
export interface TabGroupHandle {
  readonly group: GroupState | undefined;
  readonly edge: EdgeCount;
  readonly frames: readonly Frame[];
  /** Where another tab of the group is to be opened; absent before there is a group. */
  readonly tabHref: string | undefined;
  /** It was: the next one has another name. */
  tabOpened(): void;
  /** Adds a tab in a frame; the first one begins the group, and a stream for it. */
  add(): Promise<void>;
  /** Removes the frame with the leader. Does nothing where the leader is a tab of its own. */
  endLeader(): void;
  reset(): void;
}

interface Run {
  session: string;
  watch: GroupWatch;
  hrefOf(name: string): string;
  end(): void;
}

const NONE: EdgeCount = { made: 0, open: 0 };

/** Gives a figure its group of tabs. @param resume whether a new leader goes on after the last event that it has */
export function useTabGroup({ ready, standing }: FigureSession, resume: boolean): TabGroupHandle {
  const [group, setGroup] = useState<GroupState>();
  const [edge, setEdge] = useState<EdgeCount>(NONE);
  const [openedTabs, setOpenedTabs] = useState(0);
  const [frames, setFrames] = useState<readonly Frame[]>([]);
  const run = useRef<Run>(undefined);
  const added = useRef(0);

  const reset = useCallback(() => {
    run.current?.end();
    run.current = undefined;
    added.current = 0;
    setFrames([]);
    setGroup(undefined);
    setEdge(NONE);
  }, []);

  const opened = useCallback(async (): Promise<Run | undefined> => {
    const session = await ready();
    const now = session.state();
    if (now.name !== 'open') return undefined;
    const { id, control, urls } = now.session;
    if (run.current?.session === id) return run.current;
    run.current?.end();
    const token = figureToken(Math.random);
    const topic = ownTopic('lesson', Math.random);
    const port = Number(new URL(urls.websocket).port);
    const source = createSourceDriver(topic, { fetch: (...request) => fetch(...request), clock: systemClock });
    source.run(control, { ratePerSecond: PER_SECOND, payloadBytes: 8, burst: 0 });
    const watch = watchGroup(`wirelab:tabs:${token}`, { clock: systemClock, onChange: setGroup });
    const stopCounting = countConnections(session, {
      transport: 'websocket',
      tokens: [token],
      onChange: ({ [token]: count = NONE }) => setEdge(count),
    });
    run.current = {
      session: id,
      watch,
      hrefOf: (name) => tabHref({ port, topic, token, resume, name }),
      end() {
        source.stop();
        watch.close();
        stopCounting();
      },
    };
    return run.current;
  }, [ready, resume]);

  const add = useCallback(async () => {
    const own = await opened();
    if (own === undefined) return;
    const name = `Frame ${++added.current}`;
    setFrames((now) => (now.length < MAX_FRAMES ? [...now, { name, href: own.hrefOf(name) }] : now));
  }, [opened]);

  const leader = group?.leader;
  const endLeader = useCallback(() => {
    if (leader === undefined || !frames.some(({ name }) => name === leader)) return;
    run.current?.watch.ended(leader);
    setFrames((now) => now.filter(({ name }) => name !== leader));
  }, [leader, frames]);

  useReplacedSession(standing, run, reset);

  useEffect(
    () => () => {
      run.current?.end();
      run.current = undefined;
    },
    [],
  );

  // Later: React would change the link's address before the browser has followed it.
  const tabOpened = useCallback(() => void setTimeout(() => setOpenedTabs((now) => now + 1), 0), []);

  return {
    group,
    edge,
    frames,
    tabHref: run.current?.hrefOf(`Tab ${openedTabs + 1}`),
    tabOpened,
    add,
    endLeader,
    reset,
  };
}
