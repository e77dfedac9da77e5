import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMemoryLog, type MemoryLogOptions } from '../../../servers/log/memory.ts';
import { ID_MEMORY_MS } from '../../../servers/log/topic.ts';
import { DEFAULT_LIMITS, type Limits } from '../../../servers/options.ts';

const MINUTE_MS = 60_000;

/** A log on a clock that a test turns; its sweeps come by the fake timers. */
function createLog({ maxIds, ...limits }: Partial<Limits> & Pick<MemoryLogOptions, 'maxIds'> = {}) {
  vi.useFakeTimers({ now: 1_000_000 });
  const log = createMemoryLog({
    limits: { ...DEFAULT_LIMITS, ...limits },
    now: () => Date.now(),
    ...(maxIds === undefined ? {} : { maxIds }),
  });
  let count = 0;
  return Object.assign(log, {
    put: (topic: string, data: unknown = null) => log.appendOwn({ topic, type: 'note', data }),
    publish: (topic: string, id = `id-${++count}`) => log.append({ id, topic, type: 'note', data: null }),
    seqs: (topic: string, after = log.bounds(topic).oldest - 1) => log.read(topic, after).map(({ seq }) => seq),
  });
}

/** Lets time pass, with the sweeps that fall into it. */
const pass = (ms: number) => vi.advanceTimersByTime(ms);

describe('the memory log', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('reads a topic that nobody published to as empty, and makes none', () => {
    const log = createLog({ maxTopics: 1 });
    expect(log.bounds('a')).toEqual({ topic: 'a', oldest: 1, newest: 0, log: log.id });
    expect(log.read('a', 0)).toEqual([]);
    expect(log.put('b')).toBe(1);
  });

  it('serialises an event once, whole, and counts its bytes as UTF-8', () => {
    const log = createLog();
    log.put('a', 'é€😀');
    const [entry] = log.read('a', 0);
    const event = { topic: 'a', seq: 1, type: 'note', at: 1_000_000, data: 'é€😀' };
    expect(entry).toEqual({ seq: 1, at: 1_000_000, json: JSON.stringify(event), bytes: expect.any(Number) });
    expect(entry?.bytes).toBe(Buffer.byteLength(entry?.json ?? ''));
    expect(log.read('a', 0)[0]).toBe(entry);
  });

  it('has another id each time', () => {
    expect(createLog().id).not.toBe(createLog().id);
  });

  it('answers the same id with the first position, whatever it brings, and appends nothing', async () => {
    const log = createLog();
    expect(await log.publish('a', 'x')).toEqual({ seq: 1, isRepeat: false });
    expect(await log.publish('a', 'y')).toEqual({ seq: 2, isRepeat: false });
    expect(await log.append({ id: 'x', topic: 'a', type: 'other', data: 1 })).toEqual({ seq: 1, isRepeat: true });
    expect(await log.publish('b', 'x')).toEqual({ seq: 1, isRepeat: false });
    expect(log.seqs('a')).toEqual([1, 2]);
  });

  it.each([
    ['events', { topicEvents: 2 }, [2, 3]],
    ['bytes', { topicBytes: 200 }, [2, 3]],
  ])('keeps a topic within its %s, and `seq` goes on', (_, limits, kept) => {
    const log = createLog(limits);
    for (let left = 3; left > 0; left--) log.put('a', 'x'.repeat(20));
    expect(log.seqs('a')).toEqual(kept);
    expect(log.bounds('a')).toMatchObject({ oldest: 2, newest: 3 });
    expect(log.read('a', 0), 'before what is kept').toEqual([]);
    expect(log.put('a', 'x'.repeat(20))).toBe(4);
  });

  it('keeps an event for its age and no longer, also where nobody appends', () => {
    const log = createLog({ topicAgeMs: 1000 });
    log.put('a');
    pass(999);
    expect(log.seqs('a')).toEqual([1]);
    pass(1);
    expect(log.seqs('a')).toEqual([]);
    expect(log.bounds('a')).toMatchObject({ oldest: 2, newest: 1 });
    expect(log.put('a')).toBe(2);
  });

  it('takes the room that all topics together lack from the largest', () => {
    const log = createLog({ logBytes: 10_000 });
    for (let left = 5; left > 0; left--) log.put('quiet', 'x'.repeat(100));
    for (let left = 200; left > 0; left--) log.put('loud', 'x'.repeat(100));
    expect(log.seqs('quiet')).toEqual([1, 2, 3, 4, 5]);
    expect(log.bounds('loud')).toMatchObject({ newest: 200 });
    const bytes = ['quiet', 'loud'].flatMap((topic) => log.read(topic, log.bounds(topic).oldest - 1));
    expect(bytes.reduce((sum, entry) => sum + entry.bytes, 0)).toBeLessThanOrEqual(10_000);
    expect(bytes.length).toBeGreaterThan(40);
  });

  it('gives up an event at once that is larger than what a topic may keep', () => {
    const log = createLog({ topicBytes: 100 });
    expect(log.put('a', 'x'.repeat(200))).toBe(1);
    expect(log.bounds('a')).toMatchObject({ oldest: 2, newest: 1 });
  });

  it('remembers an id for ten minutes after its event has gone, and then takes it as new', async () => {
    const log = createLog({ topicEvents: 1 });
    await log.publish('a', 'x');
    await log.publish('a', 'y');
    pass(ID_MEMORY_MS - 1);
    expect(await log.publish('a', 'x')).toEqual({ seq: 1, isRepeat: true });
    pass(20_000);
    expect(await log.publish('a', 'x')).toEqual({ seq: 3, isRepeat: false });
  });

  it('refuses new publishes rather than forget an id too early, and takes them when the ten minutes are over', async () => {
    const log = createLog({ maxIds: 2, topicEvents: 1 });
    await log.publish('a', 'x');
    await log.publish('b', 'y');
    await expect(log.publish('a', 'z')).rejects.toMatchObject({
      code: 'rate-limited',
      details: { id: 'z', retryAfterMs: expect.any(Number) },
    });
    expect(await log.publish('a', 'x'), 'a repeat needs no room').toEqual({ seq: 1, isRepeat: true });
    expect(log.put('a'), 'nor does what has no id').toBe(2);
    pass(ID_MEMORY_MS + 10_000);
    expect(await log.publish('a', 'z')).toEqual({ seq: 3, isRepeat: false });
  });

  it('gives the ids of a forgotten topic back', async () => {
    const log = createLog({ maxIds: 1 });
    await log.publish('a', 'x');
    pass(61 * MINUTE_MS);
    expect(await log.publish('b', 'y')).toEqual({ seq: 1, isRepeat: false });
  });

  it('forgets a topic an hour after it was last used', () => {
    const log = createLog();
    log.put('a');
    pass(59 * MINUTE_MS);
    expect(log.bounds('a'), 'which also counts as use').toMatchObject({ newest: 1 });
    pass(59 * MINUTE_MS);
    expect(log.bounds('a')).toMatchObject({ newest: 1 });
    pass(61 * MINUTE_MS);
    expect(log.bounds('a')).toMatchObject({ oldest: 1, newest: 0 });
  });

  it('forgets no topic that somebody watches, and counts the hour from when the last has gone', () => {
    const log = createLog();
    log.put('a');
    const [first, second] = [log.watch('a', () => undefined), log.watch('a', () => undefined)];
    pass(120 * MINUTE_MS);
    first();
    first();
    pass(120 * MINUTE_MS);
    second();
    pass(59 * MINUTE_MS);
    expect(log.put('a')).toBe(2);
  });

  it('refuses a topic over the limit while every other was used within ten minutes', async () => {
    const log = createLog({ maxTopics: 2 });
    log.put('a');
    await log.publish('b');
    const refusal = { code: 'too-many-topics', details: { topic: 'c', retryAfterMs: expect.any(Number) } };
    await expect(log.publish('c')).rejects.toMatchObject(refusal);
    expect(() => log.begin('c')).toThrow(expect.objectContaining(refusal));
    expect(log.put('a'), 'one that is there already').toBe(2);
  });

  it('makes room for a topic by forgetting the one unused the longest that nobody watches', () => {
    const log = createLog({ maxTopics: 3 });
    for (const topic of ['watched', 'old', 'young']) {
      log.put(topic);
      pass(1000);
    }
    log.watch('watched', () => undefined);
    pass(11 * MINUTE_MS);
    expect(log.put('new')).toBe(1);
    expect(log.bounds('old')).toMatchObject({ newest: 0 });
    expect(log.bounds('young')).toMatchObject({ newest: 1 });
    expect(log.bounds('watched')).toMatchObject({ newest: 1 });
  });

  it('makes a topic before its first event, which takes room and is empty', () => {
    const log = createLog({ maxTopics: 1 });
    log.begin('a');
    log.begin('a');
    expect(log.bounds('a')).toMatchObject({ oldest: 1, newest: 0 });
    expect(() => log.put('b')).toThrow('The log already holds 1 topics');
    expect(log.put('a')).toBe(1);
  });

  it('tells those who watch a topic within the same turn, and no others', () => {
    const log = createLog();
    const told: string[] = [];
    const undo = log.watch('a', () => told.push(`first ${log.bounds('a').newest}`));
    log.watch('a', () => told.push('second'));
    log.watch('b', () => told.push('other'));
    log.put('a');
    undo();
    log.put('a');
    expect(told).toEqual(['first 1', 'second', 'second']);
  });

  it('sweeps no more when it is closed', () => {
    const log = createLog();
    expect(vi.getTimerCount()).toBe(1);
    log.close();
    log.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stays within all of its limits, and contiguous, whatever is published', () => {
    const publish = fc.record({
      topic: fc.constantFrom('a', 'b', 'c'),
      length: fc.nat(400),
      passMs: fc.nat(30_000),
    });
    fc.assert(
      fc.property(fc.array(publish, { maxLength: 150 }), (publishes) => {
        const limits = { topicEvents: 20, topicBytes: 4000, topicAgeMs: 300_000, logBytes: 7000 };
        const log = createLog(limits);
        const published = new Map<string, number>();
        for (const { topic, length, passMs } of publishes) {
          pass(passMs);
          published.set(topic, (published.get(topic) ?? 0) + 1);
          expect(log.put(topic, 'x'.repeat(length))).toBe(published.get(topic));
        }
        let total = 0;
        for (const [topic, count] of published) {
          const { oldest, newest } = log.bounds(topic);
          const entries = log.read(topic, oldest - 1);
          const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
          expect(newest).toBe(count);
          expect(entries.map(({ seq }) => seq)).toEqual(
            Array.from({ length: newest - oldest + 1 }, (_, index) => oldest + index),
          );
          expect(entries.length).toBeLessThanOrEqual(limits.topicEvents);
          expect(bytes).toBeLessThanOrEqual(limits.topicBytes);
          expect(entries.every(({ at }) => at > Date.now() - limits.topicAgeMs)).toBe(true);
          total += bytes;
        }
        expect(total).toBeLessThanOrEqual(limits.logBytes);
        log.close();
      }),
      { numRuns: 40 },
    );
  });
});
