import { createLedger } from '../../measure/ledger.ts';
import type { Connect, Connection } from '../../transports/index.ts';
import { pass, until, type Waiting } from '../faults/scenarios/wait.ts';
import type { SessionHandle } from '../lab/session.ts';
import type { Absence } from './arrivals.ts';
import { PATH_TRANSPORTS, type PathId, pathOf, type PathTransport } from './paths.ts';

/** How many events the lab publishes in a run, and how many a second. */
export const EVENTS = 100;
export const PER_SECOND = 10;

/** When the path begins to do what it does, in milliseconds after the first event could come. */
export const BEGINS_MS = 2_000;

/** How long the events take. */
export const RUN_MS = (EVENTS / PER_SECOND) * 1_000;

/** How long one step of a run may take on a busy machine, in milliseconds. */
const PATIENCE_MS = 30_000;

/** What one reader has seen. All times are in milliseconds since the source began. */
export interface ReaderRecord {
  readonly arrivals: readonly number[];
  readonly absences: readonly Absence[];
  readonly received: number;
  readonly doubled: number;
  /** How many had come when the source was done, before the edge was set back. */
  readonly inTime: number | undefined;
}

/** How a run stands, or how it ended. */
export interface PathRecord {
  readonly path: PathId;
  readonly doing: 'connecting' | 'reading' | 'waiting' | 'done';
  readonly elapsedMs: number;
  readonly readers: Readonly<Record<PathTransport, ReaderRecord>>;
}

/** What a run works with. */
export interface PathStage {
  path: PathId;
  topic: string;
  urls: Readonly<Record<PathTransport, string>>;
  /** Starts the source. */
  publish: () => Promise<void>;
  session: Pick<SessionHandle, 'setToxics' | 'restart'>;
  connects: Readonly<Record<PathTransport, Connect>>;
  /** In [0, 1). */
  random: () => number;
  /** Also passed on to the clients, as `createSocket` of the transports' contract. */
  createSocket?: (url: string, protocol: string) => WebSocket;
  onProgress: (record: PathRecord) => void;
}

interface Reader {
  readonly connection: Connection;
  record(): ReaderRecord;
  /** The source is done. */
  mark(): void;
}

/**
 * Lets three readers read a hundred events while something happens on the way. Whatever it opened or set is ended.
 *
 * @throws {Cancelled} (as a rejection) when `waiting.signal` is aborted
 */
export async function runPath(waiting: Waiting, stage: PathStage): Promise<PathRecord> {
  const { session, onProgress } = stage;
  const { clock } = waiting;
  const path = pathOf(stage.path);
  let beganAt = clock.now();
  let doing: PathRecord['doing'] = 'connecting';
  const since = (): number => clock.now() - beganAt;
  const readers = byTransport((id) => openReader(stage, { id, clock, since }));
  const record = (): PathRecord => ({
    path: stage.path,
    doing,
    elapsedMs: since(),
    readers: byTransport((id) => readers[id].record()),
  });
  const each = (holds: (reader: Reader) => boolean): boolean => PATH_TRANSPORTS.every((id) => holds(readers[id]));
  const bounded = async (holds: () => boolean, otherwise: string): Promise<void> => {
    const isSo = await until(waiting, PATIENCE_MS, () => {
      onProgress(record());
      return holds();
    });
    if (!isSo) throw new Error(`${otherwise} within ${PATIENCE_MS / 1_000} s`);
  };

  try {
    await bounded(() => each(({ connection }) => connection.state.name === 'open'), 'The readers could not connect');
    beganAt = clock.now();
    doing = 'reading';
    await stage.publish();
    await bounded(() => since() >= BEGINS_MS, 'The first events did not come');
    let failure: unknown;
    const acting = Promise.all(PATH_TRANSPORTS.map((id) => path.act(session, id, waiting)));
    acting.catch((error: unknown) => (failure = error));
    await bounded(() => failure !== undefined || since() >= RUN_MS, 'The events did not end');
    await acting;
    for (const id of PATH_TRANSPORTS) readers[id].mark();
    doing = 'waiting';
    await lift(session);
    const hasAll = ({ record }: Reader): boolean => record().received >= EVENTS;
    await bounded(() => each((reader) => hasAll(reader)), 'Not all events came');
    // A doubled event would come behind them.
    await pass(waiting, 200);
    doing = 'done';
    return record();
  } finally {
    for (const id of PATH_TRANSPORTS) readers[id].connection.close();
    // Without a session there is no edge that could keep them.
    await lift(session).catch(() => undefined);
  }
}

async function lift(session: Pick<SessionHandle, 'setToxics'>): Promise<void> {
  await Promise.all(PATH_TRANSPORTS.map((id) => session.setToxics(id, {})));
}

function openReader(
  { topic, urls, connects, random, createSocket }: PathStage,
  { id, clock, since }: { id: PathTransport; clock: Waiting['clock']; since: () => number },
): Reader {
  const ledger = createLedger({ after: 0 });
  const arrivals: number[] = [];
  const absences: Absence[] = [];
  let wasOpen = false;
  let inTime: number | undefined;
  const connection = connects[id]({
    url: urls[id],
    topic,
    after: 0,
    clock,
    random,
    ...(createSocket && { createSocket }),
    onEvent({ seq }) {
      ledger.receive(seq);
      arrivals.push(since());
    },
    onState(state) {
      const last = absences.at(-1);
      const isAway = last !== undefined && last.to === undefined;
      if (state.name === 'open') {
        if (isAway) absences[absences.length - 1] = { ...last, to: since() };
        wasOpen = true;
      } else if (wasOpen && !isAway && (state.name === 'waiting' || state.name === 'failed')) {
        absences.push({ from: since(), to: undefined, reason: state.reason });
      }
    },
  });
  return {
    connection,
    record() {
      const { received, duplicated } = ledger.counts();
      return { arrivals: [...arrivals], absences: [...absences], received, doubled: duplicated, inTime };
    },
    mark: () => (inTime = ledger.counts().received),
  };
}

/** Makes something for each of the three. */
export function byTransport<Value>(make: (id: PathTransport) => Value): Record<PathTransport, Value> {
  return { sse: make('sse'), 'long-polling': make('long-polling'), websocket: make('websocket') };
}
