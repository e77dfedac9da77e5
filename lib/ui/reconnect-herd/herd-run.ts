import { peakWithin } from '../../measure/histogram.ts';
import { until, type Waiting } from '../faults/scenarios/wait.ts';
import type { SessionHandle } from '../lab/session.ts';
import { createRedial, type Network, type Redial } from './redial.ts';
import { type StrategyId, WAITS } from './strategies.ts';

/** How wide a bar is, in milliseconds. */
export const BIN_MS = 100;

/** How many clients are asked to connect at a time at first: a browser holds handshakes back where many wait. */
const AT_A_TIME = 8;

/** How long all of them may take to be connected, in milliseconds. */
const PATIENCE_MS = 60_000;

/** How long the records of the capture may come after what they tell of, in milliseconds. */
const CAPTURE_MS = 3_000;

/** How long a word of the telemetry may take, in milliseconds: it comes four times a second. */
const TELEMETRY_MS = 5_000;

/** One run: what became of many clients that lost one server. Times are in milliseconds after the first loss. */
export interface HerdRun {
  readonly strategy: StrategyId;
  readonly clients: number;
  readonly downMs: number;
  /** Every try, when it was made, on the page's clock: when `new WebSocket` was called. */
  readonly asked: readonly number[];
  /** Every connection, when the edge accepted it, on the edge's clock. */
  readonly reached: readonly number[];
  readonly peakAsked: number;
  readonly peakReached: number;
  /** Until the last client was connected again; absent where some were not within the bound. */
  readonly allBackMs?: number;
}

/** How a run goes on. */
export interface HerdProgress {
  readonly doing: 'connecting' | 'restarting' | 'counting';
  readonly open: number;
}

/** What a run works with. */
export interface HerdStage {
  strategy: StrategyId;
  clients: number;
  /** How long the server stays away, in milliseconds. */
  downMs: number;
  url: string;
  session: Pick<SessionHandle, 'restart' | 'onWire' | 'telemetry'>;
  random: () => number;
  onProgress: (progress: HerdProgress) => void;
  /** @default new globalThis.WebSocket(url) */
  createSocket?: (url: string) => WebSocket;
}

/** The page's network has no part in a run: all of it happens on this computer. */
const NO_NETWORK: Network = { isOff: () => false, subscribe: () => () => undefined };

/**
 * Connects a herd, restarts its server, and measures how it comes back. All clients are closed in the end.
 *
 * @throws {Cancelled} (as a rejection) when `waiting.signal` is aborted
 */
export async function runHerd(waiting: Waiting, stage: HerdStage): Promise<HerdRun> {
  const { clock } = waiting;
  const { strategy, clients, downMs, session, random, onProgress } = stage;
  const { createSocket = (url: string) => new WebSocket(url) } = stage;
  const herd: Redial[] = [];
  const asked: number[] = [];
  let lostAt: number | undefined;
  const capture = countReached(session);
  const openNow = (): number => herd.filter((client) => client.state().name === 'open').length;

  try {
    while (herd.length < clients) {
      herd.push(
        createRedial({
          open() {
            if (lostAt !== undefined) asked.push(clock.now() - lostAt);
            return createSocket(stage.url);
          },
          waitMs: (tries) => WAITS[strategy](tries, random),
          clock,
          network: NO_NETWORK,
          onState({ name }) {
            if (name === 'waiting' && capture.isCounting()) lostAt ??= clock.now();
          },
        }),
      );
      if (herd.length % AT_A_TIME > 0 && herd.length < clients) continue;
      const isThere = await until(waiting, PATIENCE_MS, () => {
        onProgress({ doing: 'connecting', open: openNow() });
        return openNow() === herd.length;
      });
      if (!isThere) throw new Error(`Only ${openNow()} of ${clients} clients could connect, so nothing was restarted`);
    }
    onProgress({ doing: 'restarting', open: clients });
    // What the capture still holds from before is told apart by the server's own clock.
    const before = session.telemetry()?.at ?? 0;
    const isTold = await until(waiting, TELEMETRY_MS, () => (session.telemetry()?.at ?? 0) > before);
    if (!isTold) throw new Error('The lab’s telemetry does not come, so nothing was restarted');
    capture.begin(session.telemetry()?.at ?? 0);
    await session.restart('websocket', downMs);
    await until(waiting, PATIENCE_MS, () => lostAt !== undefined && openNow() < clients);
    const isBack = await until(waiting, PATIENCE_MS + downMs, () => {
      onProgress({ doing: 'counting', open: openNow() });
      return asked.length >= clients && openNow() === clients;
    });
    const allBackMs = isBack && lostAt !== undefined ? clock.now() - lostAt : undefined;
    await until(waiting, CAPTURE_MS, () => capture.reached.length >= asked.length);
    return {
      strategy,
      clients,
      downMs,
      asked: [...asked],
      reached: capture.reached,
      peakAsked: peakWithin(asked, BIN_MS),
      peakReached: peakWithin(capture.reached, BIN_MS),
      ...(allBackMs === undefined ? {} : { allBackMs }),
    };
  } finally {
    capture.stop();
    for (const client of herd) client.close();
  }
}

/** Counts the connections that reach the edge, from the first one that the server has ended. */
function countReached(session: HerdStage['session']): {
  readonly reached: number[];
  isCounting(): boolean;
  /** @param at on the server's clock: records from before are of something else */
  begin(at: number): void;
  stop(): void;
} {
  const reached: number[] = [];
  let from = Number.POSITIVE_INFINITY;
  let lostAt: number | undefined;
  const stop = session.onWire((record) => {
    if (record.kind !== 'connection' || record.transport !== 'websocket' || record.at < from) return;
    if (record.state === 'closed') lostAt ??= record.at;
    else if (lostAt !== undefined) reached.push(record.at - lostAt);
  });
  return {
    reached,
    isCounting: () => from < Number.POSITIVE_INFINITY,
    begin(at) {
      from = at;
    },
    stop,
  };
}
