import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Reset } from '../../lib/protocol/index.ts';
import type { LogEntry } from '../../servers/log/log.ts';
import { createMemoryLog } from '../../servers/log/memory.ts';
import { DEFAULT_LIMITS, type Limits } from '../../servers/options.ts';
import { createPump, HIGH_WATER_BYTES, type Sink } from '../../servers/pump.ts';
import { DEFAULT_TIMING } from '../../servers/timing.ts';

/** A reader in memory, that takes what it is given while `isTaking`. */
class Reader implements Sink<number[]> {
  readonly seqs: number[] = [];
  readonly resets: Reset[] = [];
  writes = 0;
  waiting = 0;
  taken = 0;
  isTaking = true;
  isCut = false;

  write(seqs: number[]): void {
    this.writes++;
    this.seqs.push(...seqs);
    if (!this.isTaking) this.waiting += HIGH_WATER_BYTES / 2;
  }
  reset(reset: Reset): void {
    this.resets.push(reset);
  }
  waitingBytes(): number {
    return this.waiting;
  }
  progress(): number {
    return this.taken;
  }
  cut(): void {
    this.isCut = true;
  }
}

/** A pump over a log of its own. `encoded` counts how often entries were made into a piece. */
function create(limits: Partial<Limits> = {}) {
  const log = createMemoryLog({ limits: { ...DEFAULT_LIMITS, ...limits } });
  const encode = vi.fn<(entries: readonly LogEntry[]) => number[]>((entries) => entries.map(({ seq }) => seq));
  const pump = createPump({ log, timing: DEFAULT_TIMING }, encode);
  const put = (count: number, topic = 't', bytes = 0) => {
    for (let left = count; left > 0; left--) log.appendOwn({ topic, type: 'note', data: 'x'.repeat(bytes) });
  };
  return { pump, put, encode };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('the pump', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('makes one piece of what a turn brings, and one write a reader, however many events and readers', async () => {
    const { pump, put, encode } = create();
    const readers = range(1, 50).map(() => new Reader());
    for (const reader of readers) pump.add('t', 0, reader);
    put(30);
    expect(readers[0]?.seqs, 'nothing within the turn').toEqual([]);
    await turn();
    expect(encode).toHaveBeenCalledTimes(1);
    for (const { seqs, writes } of readers) expect([seqs, writes]).toEqual([range(1, 30), 1]);
  });

  it('writes what is there already at once, from the position on', () => {
    const { pump, put } = create();
    put(10);
    const [all, some, none] = [new Reader(), new Reader(), new Reader()];
    pump.add('t', 0, all);
    pump.add('t', 7, some);
    pump.add('t', 10, none);
    expect([all.seqs, some.seqs, none.seqs]).toEqual([range(1, 10), [8, 9, 10], []]);
  });

  it('writes nothing twice to who is added within the turn of an event', async () => {
    const { pump, put } = create();
    pump.add('t', 0, new Reader());
    put(3);
    const late = new Reader();
    pump.add('t', 1, late);
    await turn();
    expect(late.seqs).toEqual([2, 3]);
  });

  it('writes no further to who is slow, and goes on when it is told of room', async () => {
    const { pump, put } = create();
    const slow = new Reader();
    slow.isTaking = false;
    const subscription = pump.add('t', 0, slow);
    for (let left = 5; left > 0; left--) {
      put(10);
      await turn();
    }
    expect(slow.seqs).toEqual(range(1, 20));
    Object.assign(slow, { waiting: 0, isTaking: true });
    pump.resume(subscription);
    expect(slow.seqs).toEqual(range(1, 50));
  });

  it('does not tell who is slow of what it has missed before it has room for that', async () => {
    const { pump, put } = create({ topicEvents: 5 });
    const slow = new Reader();
    const subscription = pump.add('t', 0, slow);
    slow.waiting = HIGH_WATER_BYTES;
    for (let left = 20; left > 0; left--) {
      put(10);
      await turn();
    }
    expect(slow.resets).toEqual([]);
    slow.waiting = 0;
    pump.resume(subscription);
    expect(slow.resets).toEqual([{ topic: 't', oldest: 196, newest: 200 }]);
    put(1);
    await turn();
    expect(slow.seqs).toEqual([201]);
  });

  it('makes a piece of a replay once for all who ask for it', () => {
    const { pump, put, encode } = create();
    put(20, 't', 10_000);
    const readers = range(1, 10).map(() => new Reader());
    for (const reader of readers) pump.add('t', 0, reader);
    for (const { seqs } of readers) expect(seqs).toEqual(range(1, 20));
    expect(encode.mock.calls.length).toBeLessThan(6);
  });

  it('keeps no more pieces than it may, however many topics are replayed', () => {
    const { pump, put, encode } = create();
    const topics = range(1, 100).map((index) => `t${index}`);
    for (const topic of topics) put(2, topic, 60_000);
    for (const topic of topics) pump.add(topic, 0, new Reader());
    const once = encode.mock.calls.length;
    for (const topic of topics) pump.add(topic, 0, new Reader());
    // 12 MB went through, of which a few are kept: most had to be made again.
    expect(encode.mock.calls.length).toBeGreaterThan(once * 1.5);
  });

  it('writes nothing any more to who was removed', async () => {
    const { pump, put } = create();
    const reader = new Reader();
    const subscription = pump.add('t', 0, reader);
    put(1);
    pump.remove(subscription);
    pump.remove(subscription);
    await turn();
    pump.resume(subscription);
    expect(reader.seqs).toEqual([]);
  });

  it('cuts off who takes nothing for 30 s, and not who takes little', () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    const { pump } = create();
    const [idle, little, nothing] = [new Reader(), new Reader(), new Reader()];
    for (const reader of [idle, little, nothing]) pump.add('t', 0, reader);
    little.waiting = nothing.waiting = 10;
    for (let seconds = 0; seconds < 30; seconds += 5) {
      little.taken++;
      vi.advanceTimersByTime(5_000);
      expect(nothing.isCut).toBe(false);
    }
    vi.advanceTimersByTime(5_000);
    expect([idle.isCut, little.isCut, nothing.isCut]).toEqual([false, false, true]);
  });

  it('has a timer while there are readers, and none before and after', () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { pump } = create();
    const sweep = vi.getTimerCount();
    const [one, other] = [pump.add('a', 0, new Reader()), pump.add('b', 0, new Reader())];
    expect(vi.getTimerCount()).toBe(sweep + 1);
    pump.remove(one);
    pump.remove(other);
    expect(vi.getTimerCount()).toBe(sweep);
    pump.add('a', 0, new Reader());
    pump.close();
    pump.close();
    expect(vi.getTimerCount()).toBe(sweep);
  });

  it('settles at once where every reader has everything, and otherwise when the last one has, or in time', async () => {
    const { pump, put } = create();
    const reader = new Reader();
    const subscription = pump.add('t', 0, reader);
    put(3);
    await pump.settle(60_000);
    expect(reader.seqs, 'what the turn brought is written').toEqual([1, 2, 3]);

    reader.waiting = HIGH_WATER_BYTES;
    put(1);
    let isSettled = false;
    const settling = pump.settle(60_000).then(() => (isSettled = true));
    await turn();
    expect(isSettled).toBe(false);
    reader.waiting = 0;
    pump.resume(subscription);
    await settling;
    expect(reader.seqs).toEqual([1, 2, 3, 4]);

    reader.waiting = 1;
    await pump.settle(20);
    pump.close();
  });
});
