import type { Clock } from '../../measure/clock.ts';
import { createLedger, type Ledger, type LedgerCounts } from '../../measure/ledger.ts';
import type { OffsetEstimate } from '../../measure/offset.ts';
import { createSamples, type SampleSummary } from '../../measure/percentiles.ts';
import { createRecovery, type Recovery, type RecoverySummary } from '../../measure/recovery.ts';
import type { LabEvent, TransportId } from '../../protocol/index.ts';
import type { Connect, Connection, ConnectionState, LogReset } from '../../transports/transport.ts';
import { type ConnectionCount, countConnections } from './connections.ts';
import { createLatencyHistory, type LatencyBin } from './latency-history.ts';
import { createTape, type Tape } from './tape.ts';
import { countTraffic, type TrafficCounts } from './traffic.ts';
import type { WireNumbers } from './wire-meter.ts';

/** The type of the events that readers publish; a source's are `tick`. */
export const MESSAGE_TYPE = 'message';

/** How far back the percentiles look, and how many samples they are taken from at most. */
export const LATENCY_WINDOW = { windowMs: 60_000, capacity: 8_192 } as const;

/** How a lane asks, where its transport asks. */
export interface Pacing {
  /** Polling: from one answer to the next request, in milliseconds. */
  intervalMs: number;
  /** Long polling: how long the server may hold a request, in milliseconds. */
  waitMs: number;
}

/** What a lane is made of. */
export interface LaneOptions {
  transport: TransportId;
  connect: Connect;
  url: string;
  topic: string;
  /** The id of the lab's log: a lane that is moved must know whether its position means anything there. */
  log?: string;
  pacing: Pacing;
  /** Whether the client goes on from its position after a loss. @default true */
  resume?: boolean;
  clock: Clock;
  /** How far the server's clock is ahead, as it is known at that moment. */
  offset: () => OffsetEstimate | undefined;
  onEvent?: (event: LabEvent, at: number) => void;
}

/** Everything that is said of a lane in numbers, at one moment. */
export interface LaneNumbers {
  transport: TransportId;
  state: ConnectionState;
  pacing: Pacing;
  /** Whether the client goes on from its position after a loss. */
  resume: boolean;
  /** Since when the lane has been in this state, on the page's clock. */
  stateSince: number;
  /** The last break in the sequence that the client told of. */
  reset: (LogReset & { at: number }) | undefined;
  counts: LedgerCounts;
  /** What was late, and how the lane got over faults and lost connections. */
  recovery: RecoverySummary;
  traffic: TrafficCounts;
  /** What the lane's edge counted; `undefined` without a session. */
  wire: WireNumbers | undefined;
  connections: ConnectionCount;
  latency: SampleSummary;
  history: LatencyBin[];
  /** Events whose latency could not be measured, because the offset was not known when they came. */
  unmeasured: number;
  lastSeq: number | undefined;
  /** How long the oldest unanswered request has been waiting, in milliseconds. */
  waitingMs: number | undefined;
}

/** One lane: a connection, what it measured and what it keeps to be drawn. */
export interface LaneSession {
  readonly transport: TransportId;
  readonly topic: string;
  readonly tape: Tape;
  /** The numbers of the lane itself; what its edge counted is added by whoever has the session. */
  numbers(): Omit<LaneNumbers, 'wire'>;
  /** Whether it would get the next event: the server has answered, or holds the request of a long poll. */
  isReady(): boolean;
  publish(text: string): Promise<{ seq: number }>;
  /** Connects anew with another pacing, from the last event seen. */
  setPacing(pacing: Pacing): void;
  /** Connects anew, with or without going on from a position after a loss. */
  setResume(resume: boolean): void;
  /** Connects anew at another address: the lab came back on other ports. */
  move(url: string): void;
  /** Something was done to this lane's connection: what follows is measured as its recovery. */
  fault(at: number): void;
  /** Begins all numbers and the picture anew; the connection stays. */
  clear(): void;
  close(): void;
}

/** Opens a lane. */
export function openLane(options: LaneOptions): LaneSession {
  const { transport, connect, topic, clock } = options;
  const tape = createTape();
  const latency = createSamples(LATENCY_WINDOW);
  const history = createLatencyHistory();
  let { url, pacing, resume = true } = options;
  let ledger: Ledger = createLedger();
  let recovery: Recovery = createRecovery();
  let traffic = countTraffic();
  let counter = countConnections(`${url}/`);
  let state: ConnectionState = { name: 'idle' };
  let stateSince = clock.now();
  let reset: (LogReset & { at: number }) | undefined;
  let lastSeq: number | undefined;
  let { log } = options;
  let unmeasured = 0;
  let connection: Connection = open();

  function open(): Connection {
    const opened = connect({
      url,
      topic,
      clock,
      resume,
      // The log is named in any case: positions of another one would only be counted wrongly.
      ...(lastSeq === undefined || !resume ? {} : { after: lastSeq }),
      ...(log === undefined ? {} : { log }),
      intervalMs: pacing.intervalMs,
      waitMs: pacing.waitMs,
      onEvent: receive,
      onState: enter,
      onReset: startOver,
      onTrace: (trace) => {
        tape.record(trace);
        traffic.count(trace);
      },
    });
    enter(opened.state);
    return opened;
  }

  function receive(event: LabEvent): void {
    const at = clock.now();
    const order = ledger.receive(event.seq);
    lastSeq = event.seq;
    tape.arrive(event, at, event.type === MESSAGE_TYPE);
    const offset = options.offset();
    const publishedAt = offset && event.at - offset.offsetMs;
    if (order !== 'duplicate') recovery.delivered(at, publishedAt);
    if (publishedAt !== undefined) {
      const latencyMs = at - publishedAt;
      latency.add(latencyMs, at);
      history.add(latencyMs, at);
    } else {
      unmeasured++;
    }
    options.onEvent?.(event, at);
  }

  function enter(next: ConnectionState): void {
    const at = clock.now();
    if (next.name !== state.name) stateSince = at;
    state = next;
    if (next.name === 'open') recovery.opened(at);
    else if (next.name === 'idle' || next.name === 'closed') recovery.left();
    else recovery.lost(at);
  }

  function startOver(next: LogReset): void {
    const at = clock.now();
    ledger.reset(next);
    reset = { ...next, at };
    log = next.log;
    lastSeq = next.cause === 'log' && resume ? next.oldest - 1 : next.newest;
    tape.mark('reset', at, next.cause === 'log' ? 'lab restarted: new log' : 'events no longer kept');
  }

  function reconnect(): void {
    connection.close();
    tape.settle(clock.now());
    connection = open();
  }

  return {
    transport,
    topic,
    tape,
    numbers: () => ({
      transport,
      pacing,
      resume,
      state,
      stateSince,
      reset,
      counts: ledger.counts(),
      recovery: recovery.summary(),
      traffic: traffic.counts(),
      connections: connectionsOf(transport, traffic.counts(), counter.opened),
      latency: latency.summary(clock.now()),
      history: history.bins(clock.now()),
      unmeasured,
      lastSeq,
      waitingMs: waitingMs(tape, clock.now()),
    }),
    isReady: () => state.name === 'open' || (transport === 'long-polling' && tape.pending.size > 0),
    publish: (text) => connection.publish(MESSAGE_TYPE, text),
    setPacing(next) {
      pacing = next;
      reconnect();
    },
    setResume(next) {
      resume = next;
      reconnect();
    },
    move(next) {
      url = next;
      counter.close();
      counter = countConnections(`${url}/`);
      reconnect();
    },
    fault: (at) => recovery.fault(at),
    clear() {
      recovery = createRecovery({ open: state.name === 'open' });
      ledger = createLedger(lastSeq === undefined ? {} : { after: lastSeq });
      traffic = countTraffic();
      counter.close();
      counter = countConnections(`${url}/`);
      latency.clear();
      history.clear();
      tape.clear();
      reset = undefined;
      unmeasured = 0;
    },
    close() {
      connection.close();
      counter.close();
      tape.settle(clock.now());
      enter({ name: 'closed' });
    },
  };
}

function waitingMs(tape: Tape, now: number): number | undefined {
  let oldest = Number.POSITIVE_INFINITY;
  for (const index of tape.pending.values()) {
    const at = tape.exchanges.get('requestAt', index);
    if (at < oldest) oldest = at;
  }
  return Number.isFinite(oldest) ? now - oldest : undefined;
}

function connectionsOf(transport: TransportId, traffic: TrafficCounts, timed: number | undefined): ConnectionCount {
  if (transport !== 'polling' && transport !== 'long-polling') {
    return { source: 'traced', opened: traffic.connected, lost: traffic.disconnected };
  }
  return timed === undefined ? { source: 'unseen' } : { source: 'timing', opened: timed };
}
