import type { Clock } from '../../measure/clock.ts';
import type { Connect, ConnectionState } from '../../transports/index.ts';
import { createSourceDriver } from '../lab/sources.ts';
import { tickAt } from './board.ts';
import { createFeed, type Feed, type Later } from './feed.ts';
import { type BoardStore, CREATE_STORE, STORE_IDS, type StoreId } from './stores/index.ts';
import type { Tally } from './tally.ts';

/** One connection to a topic with a source of its own, and what feeds the three stores with it. */
export interface BenchRun {
  readonly stores: Readonly<Record<StoreId, BoardStore>>;
  readonly feed: Feed;
  /** What control refused, for readers. */
  readonly problem: string | undefined;
  setRate(ratePerSecond: number): void;
  /** Ends the source and the connection. The stores keep what they show; may be called twice. */
  close(): void;
}

/** What a run is opened with. */
export interface BenchRunOptions {
  connect: Connect;
  /** The edge of the WebSocket server. */
  url: string;
  control: string;
  topic: string;
  ratePerSecond: number;
  tally: Tally;
  fetch: typeof globalThis.fetch;
  clock: Clock;
  /** Until when events are collected, where they are. */
  later: Later;
  onState: (state: ConnectionState) => void;
}

/** Opens the connection and starts the source. */
export function openBenchRun(options: BenchRunOptions): BenchRun {
  const { connect, url, control, topic, tally, fetch, clock, later, onState } = options;
  const feed = createFeed(later);
  const stores = Object.fromEntries(STORE_IDS.map((id) => [id, CREATE_STORE[id](feed)])) as Record<StoreId, BoardStore>;
  const undo = STORE_IDS.flatMap((id) => [stores[id].onUpdate(() => tally.update(id)), stores[id].start()]);
  const source = createSourceDriver(topic, { fetch, clock });
  const connection = connect({
    url,
    topic,
    clock,
    onState,
    onEvent({ seq }) {
      tally.event();
      feed.push(tickAt(seq));
    },
  });
  source.run(control, { ratePerSecond: options.ratePerSecond, payloadBytes: 0, burst: 0 });

  return {
    stores,
    feed,
    get problem() {
      return source.problem;
    },
    setRate: (ratePerSecond) => source.run(control, { ratePerSecond, payloadBytes: 0, burst: 0 }),
    close() {
      source.stop();
      connection.close();
      feed.close();
      for (const end of undo.splice(0)) end();
    },
  };
}
