import { describe, expect, it } from 'vitest';
import { createLatencyHistory, HISTORY } from '../../lib/ui/lane/latency-history.ts';
import { describeState, SLOW_CONNECT_MS } from '../../lib/ui/lane/lane-state.ts';
import { recentTraffic } from '../../lib/ui/lane/recent.ts';
import { createTape } from '../../lib/ui/lane/tape.ts';
import { createMessageLog } from '../../lib/ui/lane/message-log.ts';
import { numbersOf } from './numbers.ts';
import { event, exchange, message } from './traces.ts';

describe('a state in words', () => {
  it('counts down to the next try and gives the reason', () => {
    const numbers = numbersOf({ state: { name: 'waiting', reason: 'refused', attempt: 2, retryAt: 3_500 } });
    expect(describeState(numbers, 1_000)).toMatchObject({ name: 'waiting', detail: 'refused; try 3 in 2.5 s' });
    expect(describeState(numbers, 9_000).detail).toBe('refused; try 3 in 0.0 s');
  });

  it('says why a lane may be long in connecting, as far as the transport can be the reason', () => {
    const state = { name: 'connecting', attempt: 1 } as const;
    const late = SLOW_CONNECT_MS + 1;
    expect(describeState(numbersOf({ state, transport: 'sse' }), 10).detail).toBe('attempt 1');
    expect(describeState(numbersOf({ state, transport: 'sse' }), late).detail).toContain('six HTTP/1.1 connections');
    expect(describeState(numbersOf({ state, transport: 'websocket' }), late).detail).not.toContain('six');
    // A long poll that is held is as it should be.
    const held = numbersOf({ state, transport: 'long-polling' });
    expect(describeState(held, late).detail).toContain('may be held');
    expect(describeState(held, 25_000 + late).detail).toContain('six HTTP/1.1 connections');
  });

  it('tells of a restarted lab and of events that were no longer kept', () => {
    const reset = { topic: 't', oldest: 1, newest: 9, log: 'b', at: 0 };
    expect(describeState(numbersOf({ reset: { ...reset, cause: 'log' } }), 0).detail).toContain('restarted');
    expect(describeState(numbersOf({ reset: { ...reset, cause: 'gap' } }), 0).detail).toContain('up to 9');
  });
});

describe('the latencies of the last minute', () => {
  it('keep the smallest and the largest of every second, and forget what is older', () => {
    const history = createLatencyHistory();
    for (const [latency, at] of [
      [5, 100_100],
      [2, 100_900],
      [9, 101_000],
    ] as const) {
      history.add(latency, at);
    }
    expect(history.bins(101_500).slice(-2)).toMatchObject([
      { minMs: 2, maxMs: 5, count: 2 },
      { minMs: 9, maxMs: 9, count: 1 },
    ]);
    expect(history.bins(101_500 + 60_000).every(({ count }) => count === 0)).toBe(true);
    expect(history.bins(0)).toHaveLength(HISTORY.bins);
  });
});

describe('the latest traffic in words', () => {
  it('says what the picture draws, newest first', () => {
    const tape = createTape();
    for (const trace of exchange(1, { at: 1_000, holdMs: 100, events: 2 })) tape.record(trace);
    tape.record(message(1_500, { sentAt: 1_495, seq: 7 }));
    tape.record({ kind: 'disconnected', at: 1_600, reason: 'closed' });
    tape.record(exchange(2, { at: 1_700 })[0]);
    const rows = recentTraffic(tape, { originAt: 1_000, offsetMs: 1 });
    expect(rows.map(({ atSeconds, what, tookMs }) => [atSeconds, what, tookMs])).toEqual([
      [0.7, '→ GET, no answer yet', undefined],
      [0.6, 'lost: closed', undefined],
      [0.5, '← tick 7', 6],
      [0, '⇄ 200 2 events', 102],
    ]);
  });
});

describe('the log of messages', () => {
  it('joins a message with its arrivals, also with those before its acknowledgement', () => {
    const log = createMessageLog();
    const key = log.send({ text: 'hello', over: 'sse', at: 100 });
    log.arrive('websocket', event(5, 101), 103);
    log.acknowledge(key, 5, 104);
    log.arrive('polling', event(5, 101), 900);
    expect(log.list()).toMatchObject([{ seq: 5, ackMs: 4, arrivedMs: { websocket: 3, polling: 800 } }]);
  });

  it('keeps the last few and says why one was refused', () => {
    const log = createMessageLog();
    const keys = Array.from({ length: 20 }, (_, index) => log.send({ text: `${index}`, over: 'sse', at: index }));
    log.refuse(keys.at(-1) ?? 0, 'too large');
    expect(log.list()).toHaveLength(8);
    expect(log.list()[0]).toMatchObject({ text: '19', error: 'too large' });
  });
});
