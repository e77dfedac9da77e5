import type { Clock, Timer } from '../../measure/clock.ts';
import { type Connect, type ConnectionState, TransportError } from '../../transports/index.ts';
import { type Difference, compareLists, leftBetween } from './compare.ts';
import { applyOperation, decodeOperation, type Item, type Operation } from './items.ts';
import * as operations from './operations.ts';
import * as snapshots from './snapshots.ts';

/** After how long without an answer both versions stop waiting for it, in milliseconds. */
export const TIME_OUT_MS = 3_000;

/** How often the log is read back, in milliseconds. */
const READ_BACK_MS = 250;

/** The type of what is published; and one that the protocol forbids, so that the server refuses it. */
const TYPES = { good: 'item', refused: 'Item' } as const;

/** What is known of a run. A new object with every change. */
export interface ListState {
  readonly snapshots: snapshots.SnapshotsState;
  readonly operations: operations.OperationsState;
  /** What the log says, read back by polling. */
  readonly log: { readonly items: readonly Item[]; readonly seq: number };
  readonly connection: ConnectionState['name'];
  /** How many operations have neither an answer nor come back. */
  readonly open: number;
  readonly differences: { readonly snapshots: Difference; readonly operations: Difference };
  /** What the server said to the last operation that it refused. */
  readonly refusal?: string;
}

/** Two versions of one list, fed by the same connection, and the log read back beside them. */
export interface ListRun {
  state(): ListState;
  /** Does something to both lists at once, and publishes it. */
  act(change: Change, options?: { isRefused?: boolean }): void;
  /** Somebody else does something: over HTTP, past the connection of this reader. @throws what the network refused */
  actAsOther(change: Change): Promise<void>;
  close(): void;
}

/** What is done, without the ids, which the run makes. */
export type Change =
  { kind: 'add'; title: string } | { kind: 'rename'; item: string; title: string } | { kind: 'delete'; item: string };

/** What a run is opened with. */
export interface ListRunOptions {
  connect: Connect;
  connectPolling: Connect;
  urls: { websocket: string; polling: string };
  topic: string;
  fetch: typeof globalThis.fetch;
  clock: Clock;
  onChange: () => void;
}

/** Opens both connections. */
export function openListRun(options: ListRunOptions): ListRun {
  const { connect, connectPolling, urls, topic, fetch, clock, onChange } = options;
  const timers = new Map<string, Timer>();
  const left: { snapshots: string[]; operations: string[] } = { snapshots: [], operations: [] };
  let made = 0;
  let isLeft = false;
  let state: Omit<ListState, 'differences'> = {
    snapshots: snapshots.NO_SNAPSHOTS,
    operations: operations.NO_OPERATIONS,
    log: { items: [], seq: 0 },
    connection: 'connecting',
    open: 0,
  };

  function become(change: Partial<typeof state>): void {
    if (isLeft) return;
    state = { ...state, ...change };
    onChange();
  }

  /** What leaves the screen now leaves it without anybody having deleted it. */
  function takeBack(change: Pick<ListState, 'snapshots' | 'operations'> & { refusal?: string }): void {
    const shown = operations.shownItems;
    left.snapshots.push(...leftBetween(state.snapshots.items, change.snapshots.items));
    left.operations.push(...leftBetween(shown(state.operations), shown(change.operations)));
    become(change);
  }

  const connection = connect({
    url: urls.websocket,
    topic,
    after: 0,
    clock,
    onState: ({ name }) => become({ connection: name }),
    onEvent({ seq, data }) {
      const operation = decodeOperation(data);
      if (operation === undefined) return;
      become({
        snapshots: snapshots.arrive(state.snapshots, seq, operation),
        operations: operations.arrive(state.operations, seq, operation),
      });
    },
  });
  const reader = connectPolling({
    url: urls.polling,
    topic,
    after: 0,
    clock,
    intervalMs: READ_BACK_MS,
    onEvent({ seq, data }) {
      const operation = decodeOperation(data);
      const { items } = state.log;
      become({ log: { items: operation ? applyOperation(items, operation) : items, seq } });
    },
  });

  function operationOf(change: Change): Operation {
    const number = ++made;
    const id = `op-${number}`;
    return change.kind === 'add' ? { ...change, id, item: `item-${number}` } : { ...change, id };
  }

  // #region act
  async function send(operation: Operation, type: string): Promise<void> {
    try {
      const { seq } = await connection.publish(type, operation);
      settle(operation.id);
      become({ snapshots: snapshots.confirm(state.snapshots, operation, seq) });
    } catch (error) {
      settle(operation.id);
      // Closed by the page itself: that is no answer.
      if (error instanceof TransportError && error.code === 'closed') return;
      takeBack({
        snapshots: snapshots.rollBack(state.snapshots, operation.id),
        operations: operations.refuse(state.operations, operation.id),
        refusal: error instanceof Error ? error.message : String(error),
      });
    }
  }

  function onTimeOut(id: string): void {
    takeBack({
      snapshots: snapshots.rollBack(state.snapshots, id),
      operations: operations.timeOut(state.operations, id),
    });
  }
  // #endregion act

  function settle(id: string): void {
    clock.clearTimeout(timers.get(id));
    timers.delete(id);
    become({ open: state.open - 1 });
  }

  return {
    state() {
      const { items } = state.log;
      return {
        ...state,
        differences: {
          snapshots: compareLists(state.snapshots.items, items, left.snapshots),
          operations: compareLists(operations.shownItems(state.operations), items, left.operations),
        },
      };
    },
    act(change, { isRefused = false } = {}) {
      const operation = operationOf(change);
      timers.set(
        operation.id,
        clock.setTimeout(() => onTimeOut(operation.id), TIME_OUT_MS),
      );
      become({
        snapshots: snapshots.begin(state.snapshots, operation),
        operations: operations.begin(state.operations, operation),
        open: state.open + 1,
      });
      void send(operation, isRefused ? TYPES.refused : TYPES.good);
    },
    async actAsOther(change) {
      const operation = operationOf(change);
      const answer = await fetch(`${urls.polling}/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ id: `other-${operation.id}`, topic, type: TYPES.good, data: operation }),
      });
      if (!answer.ok) throw new Error(`The lab refused the other writer with ${answer.status}`);
    },
    close() {
      isLeft = true;
      for (const timer of timers.values()) clock.clearTimeout(timer);
      timers.clear();
      connection.close();
      reader.close();
    },
  };
}

/** Whether all that was done has been answered, has come back, and is in what was read back: only then is a difference one. */
export function isSettled({ open, operations: { pending, seq }, log }: ListState): boolean {
  return open === 0 && pending.length === 0 && log.seq === seq;
}
