import type { Clock } from '../../measure/clock.ts';
import type { Connect, Connection, ConnectionState } from '../../transports/index.ts';
import type { Trip } from './trips.ts';

/** What is known of a run. A new object with every change. */
export interface TripRunState {
  readonly trips: readonly Trip[];
  readonly connection: ConnectionState['name'];
  /** Why there is no connection, where there is none. */
  readonly reason?: string;
  /** How often a connection came to stand. */
  readonly opened: number;
  /** From the first call of the last batch until its last acknowledgement, in milliseconds. */
  readonly batchMs?: number;
  readonly isBusy: boolean;
}

/** A client of Socket.IO that publishes, and measures how long each acknowledgement takes. */
export interface TripRun {
  state(): TripRunState;
  /** Publishes `count` times, each after the last was acknowledged, or all at once. Forgets the batch before. */
  publish(count: number, order: 'one by one' | 'at once'): Promise<void>;
  close(): void;
}

/** What a run is opened with. */
export interface TripRunOptions {
  connect: Connect;
  url: string;
  topic: string;
  clock: Pick<Clock, 'now'>;
  onChange: () => void;
}

/** Opens the connection. */
export function openTripRun({ connect, url, topic, clock, onChange }: TripRunOptions): TripRun {
  let state: TripRunState = { trips: [], connection: 'connecting', opened: 0, isBusy: false };
  let isLeft = false;

  function become(change: Partial<TripRunState>): void {
    if (isLeft) return;
    state = { ...state, ...change };
    onChange();
  }

  const connection: Connection = connect({
    url,
    topic,
    onEvent: () => undefined,
    onState(next) {
      const { reason: _, ...rest } = state;
      state = rest;
      become({
        connection: next.name,
        ...('reason' in next ? { reason: next.reason } : {}),
        opened: state.opened + (next.name === 'open' ? 1 : 0),
      });
    },
  });

  async function one(number: number): Promise<void> {
    const sentAt = clock.now();
    let came: Partial<Trip>;
    try {
      const { seq } = await connection.publish('note', `trip ${number}`);
      came = { seq, tookMs: clock.now() - sentAt };
    } catch (error) {
      came = { failure: error instanceof Error ? error.message : String(error) };
    }
    become({ trips: state.trips.map((trip) => (trip.number === number ? { ...trip, ...came } : trip)) });
  }

  return {
    state: () => state,
    async publish(count, order) {
      if (state.isBusy || isLeft) return;
      const numbers = Array.from({ length: count }, (_, index) => index + 1);
      const { batchMs: _, ...rest } = state;
      state = rest;
      const beganAt = clock.now();
      become({
        isBusy: true,
        trips: order === 'at once' ? numbers.map((number) => ({ number, sentAt: beganAt })) : [],
      });
      if (order === 'at once') {
        await Promise.all(numbers.map(one));
      } else {
        for (const number of numbers) {
          become({ trips: [...state.trips, { number, sentAt: clock.now() }] });
          await one(number);
        }
      }
      become({ isBusy: false, batchMs: clock.now() - beganAt });
    },
    close() {
      isLeft = true;
      connection.close();
    },
  };
}
