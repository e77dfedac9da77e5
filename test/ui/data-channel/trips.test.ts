import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../lib/measure/clock.ts';
import {
  LOST_AFTER_MS,
  measureTrips,
  type Path,
  type PathId,
  TEXT_BYTES,
  type Trips,
} from '../../../lib/ui/data-channel/trips.ts';

/** A clock that goes on when somebody waits for it. */
function fakeClock(): Clock & { pass(ms: number): void } {
  let now = 0;
  const timers = new Map<number, () => void>();
  let ids = 0;
  return {
    now: () => now,
    pass: (ms) => void (now += ms),
    setTimeout(callback, delayMs) {
      const id = ++ids;
      timers.set(id, () => {
        now += delayMs;
        callback();
      });
      // Runs out when nothing else has happened.
      setImmediate(() => timers.get(id)?.());
      return id as unknown as ReturnType<typeof setTimeout>;
    },
    clearTimeout: (id) => void timers.delete(id as unknown as number),
  };
}

/** A path whose other end answers as it is told to: after some milliseconds, never, or not even taking anything. */
function fakePath(clock: { pass(ms: number): void }, answer: (trip: number) => number | 'lost' | 'shut'): Path {
  const listeners = new Set<(text: string) => void>();
  let trips = 0;
  return {
    send(text) {
      const how = answer(++trips);
      if (how === 'shut') return false;
      if (how === 'lost') return true;
      expect(text).toHaveLength(TEXT_BYTES);
      queueMicrotask(() => {
        clock.pass(how);
        for (const listener of listeners) listener(text);
      });
      return true;
    },
    onBack(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function measured(answers: Record<PathId, (trip: number) => number | 'lost' | 'shut'>): Promise<Trips[]> {
  const clock = fakeClock();
  const told: Trips[] = [];
  const paths = {
    websocket: fakePath(clock, answers.websocket),
    ordered: fakePath(clock, answers.ordered),
    unordered: fakePath(clock, answers.unordered),
  };
  await measureTrips(paths, { rounds: 3, clock, name: 'run', onRound: (trips) => told.push(trips) });
  return told;
}

describe('measureTrips', () => {
  it('gives each path its median, and tells after every round', async () => {
    const told = await measured({ websocket: (trip) => trip * 10, ordered: () => 1, unordered: (trip) => 4 - trip });
    expect(told.map(({ websocket }) => websocket.sent)).toEqual([1, 2, 3]);
    expect(told.at(-1)).toMatchObject({
      websocket: { sent: 3, back: 3, medianMs: 20, slowestMs: 30, isShut: false },
      ordered: { medianMs: 1, slowestMs: 1 },
      unordered: { medianMs: 2, slowestMs: 3 },
    });
  });

  it('begins each round with another path', async () => {
    const order: PathId[] = [];
    const noted = (id: PathId) => () => {
      order.push(id);
      return 1;
    };
    await measured({ websocket: noted('websocket'), ordered: noted('ordered'), unordered: noted('unordered') });
    const firsts = [order[0], order[3], order[6]];
    expect(new Set(firsts)).toEqual(new Set(['websocket', 'ordered', 'unordered']));
    expect(order).toHaveLength(9);
  });

  it('counts what does not come back as sent and lost, and goes on', async () => {
    const told = await measured({
      websocket: () => 1,
      ordered: () => 1,
      unordered: (trip) => (trip === 2 ? 'lost' : 1),
    });
    expect(told.at(-1)?.unordered).toMatchObject({ sent: 3, back: 2, medianMs: 1 });
    expect(LOST_AFTER_MS).toBeGreaterThan(0);
  });

  it('leaves out a path that is not open, and measures the others', async () => {
    const told = await measured({ websocket: () => 'shut', ordered: () => 2, unordered: () => 2 });
    expect(told.at(-1)).toMatchObject({
      websocket: { sent: 0, back: 0, isShut: true, medianMs: undefined },
      ordered: { sent: 3, back: 3 },
    });
  });
});
