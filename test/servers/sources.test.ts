import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryLog } from '../../servers/log/memory.ts';
import { DEFAULT_LIMITS, type Limits } from '../../servers/options.ts';
import { createSources, decodeSource } from '../../servers/sources.ts';

const SETTINGS = { ratePerSecond: 100, payloadBytes: 8 };

/** A log and its sources on a clock that a test turns. */
function create(limits: Partial<Limits> = {}) {
  const log = createMemoryLog({ limits: { ...DEFAULT_LIMITS, ...limits }, now: () => Date.now() });
  return { log, sources: createSources(log, () => Date.now()), count: (topic: string) => log.bounds(topic).newest };
}

describe('a source', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([0.1, 0.5, 1, 3, 100, 333.3, 1000, 10_000])('holds %d events a second on average', (ratePerSecond) => {
    const { sources, count } = create({ topicEvents: 10 });
    sources.set('t', { ratePerSecond, payloadBytes: 0 });
    vi.advanceTimersByTime(20_000);
    expect(Math.abs(count('t') - 20 * ratePerSecond)).toBeLessThanOrEqual(Math.max(1, ratePerSecond * 0.01));
    sources.close();
  });

  it('publishes events of type tick, whose data is text of the length it was told', () => {
    const { sources, log } = create();
    sources.set('t', { ratePerSecond: 10, payloadBytes: 5 });
    vi.advanceTimersByTime(100);
    const [entry] = log.read('t', 0);
    expect(JSON.parse(entry?.json ?? '')).toEqual({ topic: 't', seq: 1, type: 'tick', at: 1_000_100, data: '.....' });
    sources.close();
  });

  it('publishes its first event one interval after its start, and not at once', () => {
    const { sources, count } = create();
    sources.set('t', SETTINGS);
    vi.advanceTimersByTime(9);
    expect(count('t')).toBe(0);
    vi.advanceTimersByTime(1);
    expect(count('t')).toBe(1);
    sources.close();
  });

  it('ends by itself after `count` events, and is then unknown', () => {
    const { sources, count } = create();
    sources.set('t', { ...SETTINGS, count: 7 });
    vi.advanceTimersByTime(60_000);
    expect(count('t')).toBe(7);
    expect(sources.remove('t')).toBe(false);
    expect(vi.getTimerCount(), 'but for the sweep of the log').toBe(1);
  });

  it('makes a second good when it was held up for longer, and goes on at its rate', () => {
    const { sources, count } = create();
    sources.set('t', SETTINGS);
    vi.setSystemTime(Date.now() + 60_000);
    vi.advanceTimersByTime(100);
    expect(count('t')).toBeGreaterThanOrEqual(100);
    expect(count('t')).toBeLessThanOrEqual(111);
    const before = count('t');
    vi.advanceTimersByTime(1000);
    expect(Math.abs(count('t') - before - 100)).toBeLessThanOrEqual(1);
    sources.close();
  });

  it('lets others have their turn, however much it is to publish', () => {
    const { sources, count } = create();
    sources.set('t', { ratePerSecond: 10_000, payloadBytes: 65_536 });
    vi.setSystemTime(Date.now() + 1000);
    vi.advanceTimersToNextTimer();
    expect(count('t')).toBeGreaterThan(0);
    expect(count('t')).toBeLessThan(100);
    sources.close();
  });

  it('goes on in the same topic with other settings when it is set again', () => {
    const { sources, count } = create();
    sources.set('t', SETTINGS);
    vi.advanceTimersByTime(1000);
    sources.set('t', { ratePerSecond: 10, payloadBytes: 0 });
    vi.advanceTimersByTime(1000);
    expect(count('t')).toBe(110);
    sources.close();
  });

  it('publishes nothing any more when it is removed', () => {
    const { sources, count } = create();
    sources.set('t', SETTINGS);
    vi.advanceTimersByTime(1000);
    expect(sources.remove('t')).toBe(true);
    expect(sources.remove('t')).toBe(false);
    vi.advanceTimersByTime(1000);
    expect(count('t')).toBe(100);
  });

  it('is refused where its topic finds no room, and leaves nothing running', () => {
    const { sources, log } = create({ maxTopics: 1 });
    log.appendOwn({ topic: 'a', type: 'note', data: null });
    expect(() => sources.set('b', SETTINGS)).toThrow(expect.objectContaining({ code: 'too-many-topics' }));
    expect(sources.remove('b')).toBe(false);
    expect(vi.getTimerCount()).toBe(1);
  });

  it('takes its topic up at once, so that another cannot take its place', () => {
    const { sources, log, count } = create({ maxTopics: 1 });
    sources.set('a', { ratePerSecond: 0.1, payloadBytes: 0 });
    expect(() => log.appendOwn({ topic: 'b', type: 'note', data: null })).toThrow('holds 1 topics');
    vi.advanceTimersByTime(10_000);
    expect(count('a')).toBe(1);
    sources.close();
  });

  it('ends where its topic was forgotten while nothing ran, and there is no room for it any more', () => {
    const { sources, log } = create({ maxTopics: 1 });
    sources.set('a', { ratePerSecond: 0.1, payloadBytes: 0 });
    vi.setSystemTime(Date.now() + 20 * 60_000);
    log.appendOwn({ topic: 'b', type: 'note', data: null });
    vi.advanceTimersByTime(10_000);
    expect(sources.remove('a')).toBe(false);
  });

  it('is one of a hundred at most', () => {
    const { sources } = create();
    for (let index = 0; index < 100; index++) sources.set(`t${index}`, SETTINGS);
    expect(() => sources.set('more', SETTINGS)).toThrow(expect.objectContaining({ code: 'too-many-topics' }));
    sources.set('t7', { ...SETTINGS, ratePerSecond: 1 });
    sources.close();
    expect(vi.getTimerCount()).toBe(1);
  });
});

describe('decodeSource', () => {
  it.each([
    { ratePerSecond: 0.1, payloadBytes: 0 },
    { ratePerSecond: 10_000, payloadBytes: 65_536 },
    { ratePerSecond: 2.5, payloadBytes: 10, count: 1 },
  ])('takes %j', (settings) => {
    expect(decodeSource(settings)).toEqual(settings);
  });

  it('leaves out what it does not know', () => {
    expect(decodeSource({ ...SETTINGS, more: 1 })).toEqual(SETTINGS);
  });

  it.each([
    [null, 'an object'],
    [[], 'an object'],
    [{}, '`ratePerSecond`'],
    [{ ...SETTINGS, ratePerSecond: 0.09 }, '`ratePerSecond`'],
    [{ ...SETTINGS, ratePerSecond: 10_001 }, '`ratePerSecond`'],
    [{ ...SETTINGS, ratePerSecond: '100' }, '`ratePerSecond`'],
    [{ ...SETTINGS, ratePerSecond: Number.NaN }, '`ratePerSecond`'],
    [{ ratePerSecond: 1 }, '`payloadBytes`'],
    [{ ...SETTINGS, payloadBytes: -1 }, '`payloadBytes`'],
    [{ ...SETTINGS, payloadBytes: 65_537 }, '`payloadBytes`'],
    [{ ...SETTINGS, payloadBytes: 1.5 }, '`payloadBytes`'],
    [{ ...SETTINGS, payloadBytes: null }, '`payloadBytes`'],
    [{ ...SETTINGS, count: 0 }, '`count`'],
    [{ ...SETTINGS, count: 1.5 }, '`count`'],
    [{ ...SETTINGS, count: null }, '`count`'],
  ])('refuses %j, naming what is wrong', (settings, named) => {
    expect(() => decodeSource(settings)).toThrow(
      expect.objectContaining({ code: 'bad-request', message: expect.stringContaining(named) }),
    );
  });
});
