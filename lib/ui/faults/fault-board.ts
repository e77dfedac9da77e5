import type { Clock, Timer } from '../../measure/clock.ts';
import { TRANSPORT_IDS, type TransportId } from '../../protocol/index.ts';
import type { SessionHandle } from '../lab/session.ts';
import { type Amounts, composeToxics } from './compose-toxics.ts';
import { describeFault, type FaultKind, FAULTS } from './fault-kinds.ts';

/** What a board needs of a lane: to draw the fault on it, and to have its recovery measured. */
export interface FaultyLane {
  fault(at: number): void;
  readonly tape: {
    beginFault(at: number, text: string): (at: number) => void;
    mark(kind: 'fault-done', at: number, text: string): void;
  };
}

/** What a board needs of a session. */
export type FaultySession = Pick<SessionHandle, 'state' | 'subscribe' | 'setToxics' | 'drop' | 'silence' | 'restart'>;

/** A fault that is on in a lane. */
export interface ActiveFault {
  kind: FaultKind;
  amount: number | undefined;
  /** When it was asked for, on the page's clock. */
  since: number;
  /** When it ends by itself, if it does. */
  until: number | undefined;
}

/** What is on now. The same object until something changes. */
export interface FaultBoardState {
  /** Whether faults can be made: there is a session. */
  ready: boolean;
  on: Readonly<Record<TransportId, readonly ActiveFault[]>>;
  /** What went wrong with the last fault that was asked for, in words. */
  problem: string | undefined;
  /** What the last fault that was over at once has done, in words. */
  said: string | undefined;
}

/** Makes faults on lanes and takes them back. */
export interface FaultBoard {
  state(): FaultBoardState;
  /** Calls back on every change. @returns its undo */
  subscribe(onChange: () => void): () => void;
  /** Makes a fault on each of the lanes, all at once; one that is on already is made anew. Does not reject. */
  make(kind: FaultKind, lanes: readonly TransportId[], amount?: number): Promise<void>;
  /** Takes a fault back; what cannot be taken back stays. Does not reject. */
  lift(kind: FaultKind, lanes: readonly TransportId[]): Promise<void>;
  /** Takes everything back that can be. */
  liftAll(): Promise<void>;
  /** Stops counting down. The faults themselves end with the session. May be called twice. */
  close(): void;
}

/** What a board is made with; all of it is injected. */
export interface FaultBoardOptions {
  session: FaultySession;
  lane: (id: TransportId) => FaultyLane | undefined;
  clock: Clock;
}

interface Entry extends ActiveFault {
  end: ((at: number) => void) | undefined;
  timer: Timer | undefined;
}

/**
 * Makes a board on which nothing is on. What it does goes to the edges of the page's own session: no other tab feels it, and
 * it ends with the session. Another session begins without faults, so the board forgets its own then.
 */
export function createFaultBoard({ session, lane, clock }: FaultBoardOptions): FaultBoard {
  const listeners = new Set<() => void>();
  const entries = new Map<TransportId, Map<FaultKind, Entry>>(TRANSPORT_IDS.map((id) => [id, new Map()]));
  /** One request after the other for each lane: the last one set is the last to take effect. */
  const queues = new Map<TransportId, Promise<void>>();
  let problem: string | undefined;
  let said: string | undefined;
  let sessionCount = countOf(session);
  let current: FaultBoardState;

  function look(): FaultBoardState {
    const on = Object.fromEntries(TRANSPORT_IDS.map((id) => [id, shown(id)])) as Record<TransportId, ActiveFault[]>;
    return { ready: session.state().name === 'open', on, problem, said };
  }

  function shown(id: TransportId): ActiveFault[] {
    return [...faultsOf(id).values()].map(({ kind, amount, since, until }) => ({ kind, amount, since, until }));
  }

  function tell(): void {
    current = look();
    for (const listener of listeners) listener();
  }

  function faultsOf(id: TransportId): Map<FaultKind, Entry> {
    return entries.get(id) ?? new Map<FaultKind, Entry>();
  }

  function begin(id: TransportId, kind: FaultKind, amount: number | undefined): Entry {
    const at = clock.now();
    forget(id, kind, at);
    const { course } = FAULTS[kind];
    const isTimed = course === 'timed' || course === 'promised';
    const entry: Entry = {
      kind,
      amount,
      since: at,
      until: isTimed && amount !== undefined ? at + amount * 1_000 : undefined,
      end: lane(id)?.tape.beginFault(at, describeFault(kind, amount)),
      timer: undefined,
    };
    faultsOf(id).set(kind, entry);
    return entry;
  }

  function forget(id: TransportId, kind: FaultKind, at: number): void {
    const entry = faultsOf(id).get(kind);
    if (entry === undefined) return;
    clock.clearTimeout(entry.timer);
    entry.end?.(at);
    faultsOf(id).delete(kind);
  }

  /** Runs `task` after what was asked for before on the same lane. @returns whether it went well */
  function inTurn(id: TransportId, task: () => Promise<void>): Promise<boolean> {
    const turn = (queues.get(id) ?? Promise.resolve()).then(task).then(
      () => true,
      (error: unknown) => {
        problem = error instanceof Error ? error.message : String(error);
        return false;
      },
    );
    queues.set(
      id,
      turn.then(() => undefined),
    );
    return turn;
  }

  /** Gives the edge what is on in the lane now, whenever it is its turn: the newest is what counts. */
  const send = (id: TransportId): Promise<boolean> =>
    inTurn(id, async () => {
      const on: Amounts = Object.fromEntries([...faultsOf(id).values()].map(({ kind, amount }) => [kind, amount ?? 1]));
      await session.setToxics(id, composeToxics(on));
    });

  async function makeLasting(kind: FaultKind, id: TransportId, amount: number | undefined): Promise<void> {
    const entry = begin(id, kind, amount);
    tell();
    const isSet = await send(id);
    if (faultsOf(id).get(kind) !== entry) return;
    if (!isSet) forget(id, kind, clock.now());
    else {
      lane(id)?.fault(clock.now());
      if (entry.until !== undefined) {
        // The time counts from when it took effect.
        entry.until = clock.now() + (amount ?? 0) * 1_000;
        entry.timer = clock.setTimeout(() => void lift(kind, [id]), entry.until - clock.now());
      }
    }
    tell();
  }

  async function restart(id: TransportId, amount: number): Promise<void> {
    const entry = begin(id, 'restart', amount);
    tell();
    const isDone = await inTurn(id, () => session.restart(id, amount * 1_000));
    if (faultsOf(id).get('restart') !== entry) return;
    if (isDone) lane(id)?.fault(entry.since);
    const restMs = (entry.until ?? 0) - clock.now();
    const end = (): void => {
      forget(id, 'restart', clock.now());
      tell();
    };
    if (isDone && restMs > 0) entry.timer = clock.setTimeout(end, restMs);
    else end();
  }

  async function doOnce(kind: 'reset' | 'half-open', id: TransportId): Promise<number> {
    const at = clock.now();
    let count = 0;
    const isDone = await inTurn(id, async () => {
      count = await (kind === 'reset' ? session.drop(id) : session.silence(id));
    });
    if (!isDone) return 0;
    lane(id)?.tape.mark('fault-done', at, describeFault(kind, undefined));
    lane(id)?.fault(clock.now());
    return count;
  }

  async function make(kind: FaultKind, lanes: readonly TransportId[], amount?: number): Promise<void> {
    problem = undefined;
    if (kind === 'reset' || kind === 'half-open') {
      const counts = await Promise.all(lanes.map((id) => doOnce(kind, id)));
      const count = counts.reduce((sum, one) => sum + one, 0);
      said = `${count} ${count === 1 ? 'connection' : 'connections'} ${kind === 'reset' ? 'reset' : 'silenced'}`;
      return tell();
    }
    said = undefined;
    await Promise.all(
      lanes.map((id) => (kind === 'restart' ? restart(id, amount ?? 0) : makeLasting(kind, id, amount))),
    );
  }

  async function lift(kind: FaultKind, lanes: readonly TransportId[]): Promise<void> {
    if (FAULTS[kind].course === 'promised') return;
    const from = lanes.filter((id) => faultsOf(id).has(kind));
    for (const id of from) clock.clearTimeout(faultsOf(id).get(kind)?.timer);
    await Promise.all(
      from.map(async (id) => {
        const entry = faultsOf(id).get(kind);
        faultsOf(id).delete(kind);
        tell();
        const isLifted = await send(id);
        // What the edge did not take back is still on, unless it was made anew meanwhile.
        if (!isLifted && entry !== undefined && !faultsOf(id).has(kind) && countOf(session) === sessionCount) {
          faultsOf(id).set(kind, { ...entry, until: undefined, timer: undefined });
        } else entry?.end?.(clock.now());
        tell();
      }),
    );
  }

  function follow(): void {
    if (countOf(session) > sessionCount) {
      sessionCount = countOf(session);
      const at = clock.now();
      for (const [id, faults] of entries) for (const kind of faults.keys()) forget(id, kind, at);
    }
    tell();
  }

  current = look();
  const stopFollowing = session.subscribe(follow);
  return {
    state: () => current,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    make,
    lift,
    async liftAll() {
      problem = undefined;
      said = undefined;
      await Promise.all([...entries].flatMap(([id, faults]) => [...faults.keys()].map((kind) => lift(kind, [id]))));
    },
    close() {
      stopFollowing();
      listeners.clear();
      for (const faults of entries.values()) for (const { timer } of faults.values()) clock.clearTimeout(timer);
    },
  };
}

/** Which session it is, counted from 1; 0 while none is open, and none is newer than that. */
function countOf(session: FaultySession): number {
  const state = session.state();
  return state.name === 'open' ? state.count : 0;
}
