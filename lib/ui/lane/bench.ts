import type { Clock, Timer } from '../../measure/clock.ts';
import type { TransportId } from '../../protocol/index.ts';
import type { Connect } from '../../transports/transport.ts';
import { type Addresses, addressesOf } from '../lab/addresses.ts';
import type { LabInfo } from '../lab/lab.ts';
import type { LabState, LabWatch } from '../lab/lab-watch.ts';
import type { SessionHandle, SessionState } from '../lab/session.ts';
import type { SourceDriver } from '../lab/sources.ts';
import type { CreateConnectionDecoder } from '../../wire/index.ts';
import { type LaneNumbers, type LaneSession, MESSAGE_TYPE, openLane } from './lane-session.ts';
import { createWireMeter } from './wire-meter.ts';
import { createViewport, type Viewport } from './viewport.ts';
import { createMessageLog, type SentMessage } from './message-log.ts';
import { type OptionalResume, OPTIONAL_RESUME } from './resume.ts';

/** How often the numbers on the page change, in milliseconds. */
const NUMBERS_MS = 250;

/** How long the source waits for lanes that do not open, in milliseconds, so that all begin with the same event. */
const SOURCE_PATIENCE_MS = 3_000;

/** What can be set on a bench. */
export interface BenchSetup {
  /** The topic that all lanes read. */
  topic: string;
  ratePerSecond: number;
  payloadBytes: number;
  /** 0 for even events; else how many come at once, every five seconds. */
  burst: number;
  intervalMs: number;
  waitMs: number;
  /** The lanes shown, in the order of the course. */
  lanes: readonly TransportId[];
  /** The lanes that begin anew after a loss, without their position, in the order of the course. */
  noResume: readonly OptionalResume[];
  /** How much time the pictures show, in milliseconds. */
  spanMs: number;
}

/** Everything that a bench has to show, at one moment. */
export interface BenchState<Setup extends BenchSetup = BenchSetup> {
  at: number;
  lab: LabState;
  session: SessionState;
  /** What the lanes read through: the edges of the session, or the common servers; `undefined` before any lane. */
  over: Addresses['over'] | undefined;
  setup: Setup;
  lanes: readonly { session: LaneSession; numbers: LaneNumbers }[];
  messages: readonly SentMessage[];
  paused: boolean;
  spanMs: number;
  /** How long the numbers have been running, in milliseconds. */
  elapsedMs: number;
  sourceProblem: string | undefined;
}

/** What a bench is made with; all of it is injected. */
export interface BenchOptions<Setup extends BenchSetup> {
  setup: Setup;
  watch: LabWatch;
  /** Ended with the bench. */
  session: SessionHandle;
  clock: Clock;
  source: SourceDriver;
  loadTransport: (id: TransportId) => Promise<Connect>;
  /** Loads what tells payload from overhead; without it, bytes are counted and not decoded. */
  loadDecoder?: () => Promise<CreateConnectionDecoder>;
}

/** Lanes on one topic, with everything that can be done to them. Knows nothing of React and of addresses. */
export interface Bench<Setup extends BenchSetup = BenchSetup> {
  readonly viewport: Viewport;
  /** The session whose edges the lanes go through: its bytes, and the faults that can be set. */
  readonly session: SessionHandle;
  state(): BenchState<Setup>;
  subscribe(onChange: () => void): () => void;
  apply(setup: Setup): void;
  /** Whether somebody looks at the numbers: bytes are only decoded then. */
  setShown(shown: boolean): void;
  /** Whether this page runs the topic's source. */
  setDriving(driving: boolean): void;
  setPaused(paused: boolean): void;
  publish(over: TransportId, text: string): void;
  /** Begins numbers and pictures anew. */
  clear(): void;
  offsetMs(): number;
  close(): void;
}

/** Makes a bench and starts it as soon as the lab answers. */
export function createBench<Setup extends BenchSetup>(options: BenchOptions<Setup>): Bench<Setup> {
  const { watch, session: labSession, clock, source, loadTransport } = options;
  const listeners = new Set<() => void>();
  const lanes = new Map<TransportId, LaneSession>();
  const loading = new Set<TransportId>();
  const messages = createMessageLog();
  const meter = createWireMeter({ session: labSession, clock, loadDecoder: options.loadDecoder });
  let { setup } = options;
  let startedAt = clock.now();
  const viewport = createViewport({ spanMs: setup.spanMs, originAt: startedAt });
  let lab: LabInfo | undefined;
  let addresses: Addresses | undefined;
  let driving = false;
  /** The log that the source was last started in: a lab that was restarted has none of our sources. */
  let sourceLog: string | undefined;
  let lanesSince: number | undefined;
  let closed = false;
  let timer: Timer | undefined;
  let current = look();

  function look(): BenchState<Setup> {
    const at = clock.now();
    return {
      at,
      lab: watch.state,
      session: labSession.state(),
      over: addresses?.over,
      setup,
      lanes: setup.lanes.flatMap((id) => {
        const session = lanes.get(id);
        // Without a session nobody counts: what one counted before belongs to other connections.
        const wire = addresses?.over === 'session' ? meter.numbers(id) : undefined;
        return session ? [{ session, numbers: { ...session.numbers(), wire } }] : [];
      }),
      messages: messages.list(),
      paused: viewport.pausedAt !== undefined,
      spanMs: viewport.spanMs,
      elapsedMs: at - startedAt,
      sourceProblem: source.problem,
    };
  }

  function tell(): void {
    current = look();
    for (const listener of listeners) listener();
  }

  function tick(): void {
    startSource();
    tell();
    timer = clock.setTimeout(tick, NUMBERS_MS);
  }

  function followLab(): void {
    if (watch.state.name === 'running') {
      labSession.locate(watch.state.lab.control);
      if (watch.state.settled) lab = watch.state.lab;
    } else if (watch.state.name === 'down') {
      sourceLog = undefined;
    }
    follow();
  }

  function follow(): void {
    const before = addresses;
    addresses = addressesOf(labSession.state(), lab) ?? before;
    if (addresses && lab) openLanes();
    for (const [id, session] of lanes) {
      if (before && addresses && before.urls[id] !== addresses.urls[id]) session.move(addresses.urls[id]);
    }
    tell();
  }

  function openLanes(): void {
    for (const id of setup.lanes) {
      if (lanes.has(id) || loading.has(id) || !lab || !addresses) continue;
      loading.add(id);
      void loadTransport(id).then((connect) => {
        loading.delete(id);
        if (!closed && addresses && setup.lanes.includes(id)) openOne(id, connect, addresses);
      });
    }
  }

  function openOne(id: TransportId, connect: Connect, { urls }: Addresses): void {
    if (lanesSince === undefined) {
      lanesSince = startedAt = clock.now();
      viewport.restart(startedAt);
    }
    const session = openLane({
      transport: id,
      connect,
      url: urls[id],
      topic: setup.topic,
      ...(lab ? { log: lab.log } : {}),
      pacing: { intervalMs: setup.intervalMs, waitMs: setup.waitMs },
      resume: !resumesNot(setup, id),
      clock,
      offset: () => watch.offset,
      onEvent: (event, at) => {
        if (event.type === MESSAGE_TYPE) messages.arrive(id, event, at);
      },
    });
    if (viewport.pausedAt !== undefined) session.tape.pause(clock.now());
    lanes.set(id, session);
    tell();
  }

  function startSource(): void {
    if (!driving || watch.state.name !== 'running' || lanesSince === undefined) return;
    if (sourceLog === watch.state.lab.log) return;
    const patient = clock.now() - lanesSince < SOURCE_PATIENCE_MS;
    const ready = setup.lanes.every((id) => lanes.get(id)?.isReady());
    if (sourceLog === undefined && patient && !ready) return;
    sourceLog = watch.state.lab.log;
    source.run(watch.state.lab.control, setup);
  }

  function apply(next: Setup): void {
    const before = setup;
    setup = next;
    if (next.spanMs !== viewport.spanMs) viewport.setSpan(next.spanMs);
    for (const [id, session] of lanes) {
      if (next.lanes.includes(id)) continue;
      session.close();
      lanes.delete(id);
    }
    if (next.intervalMs !== before.intervalMs) lanes.get('polling')?.setPacing(next);
    if (next.waitMs !== before.waitMs) lanes.get('long-polling')?.setPacing(next);
    for (const id of OPTIONAL_RESUME) {
      if (resumesNot(next, id) !== resumesNot(before, id)) lanes.get(id)?.setResume(!resumesNot(next, id));
    }
    openLanes();
    const sourceChanged = (['ratePerSecond', 'payloadBytes', 'burst'] as const).some(
      (key) => next[key] !== before[key],
    );
    if (sourceChanged && driving && sourceLog !== undefined && watch.state.name === 'running') {
      source.run(watch.state.lab.control, next);
    }
    tell();
  }

  const stopWatching = watch.subscribe(followLab);
  const stopSession = labSession.subscribe(follow);
  followLab();
  tick();

  return {
    viewport,
    session: labSession,
    state: () => current,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    apply,
    setShown: meter.setShown,
    setDriving(next) {
      if (driving && !next) source.release();
      driving = next;
      sourceLog = undefined;
    },
    setPaused(paused) {
      const now = clock.now();
      if (paused) viewport.pause(now);
      else viewport.resume();
      for (const { tape } of lanes.values()) {
        if (paused) tape.pause(now);
        else tape.resume(now);
      }
      tell();
    },
    publish(over, text) {
      const session = lanes.get(over);
      if (!session) return;
      const key = messages.send({ text, over, at: clock.now() });
      session.publish(text).then(
        ({ seq }) => messages.acknowledge(key, seq, clock.now()),
        (error: unknown) => messages.refuse(key, error instanceof Error ? error.message : String(error)),
      );
      tell();
    },
    clear() {
      startedAt = clock.now();
      viewport.resume();
      viewport.restart(startedAt);
      for (const session of lanes.values()) session.clear();
      meter.clear();
      messages.clear();
      tell();
    },
    offsetMs: () => watch.offset?.offsetMs ?? 0,
    close() {
      closed = true;
      clock.clearTimeout(timer);
      stopWatching();
      stopSession();
      if (driving) source.stop();
      for (const session of lanes.values()) session.close();
      lanes.clear();
      meter.close();
      labSession.close();
      listeners.clear();
    },
  };
}

const resumesNot = ({ noResume }: BenchSetup, id: TransportId): boolean => noResume.some((other) => other === id);
