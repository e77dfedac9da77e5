import { beforeEach, describe, expect, it } from 'vitest';
import { type Heartbeat, type HeartbeatOptions, startHeartbeat } from '../../../lib/ui/half-open/heartbeat.ts';
import { createManualClock, type ManualClock } from '../../transports/manual-clock.ts';

describe('startHeartbeat', () => {
  let clock: ManualClock;
  let asked: number[];
  let deaths: number;
  let heartbeat: Heartbeat;

  beforeEach(() => {
    clock = createManualClock();
    asked = [];
    deaths = 0;
    heartbeat = start({});
  });

  function start(options: Partial<HeartbeatOptions>): Heartbeat {
    const ask = (number: number): void => void asked.push(number);
    return startHeartbeat({ clock, intervalMs: 1_000, timeoutMs: 500, ask, onDead: () => deaths++, ...options });
  }

  it('asks after the interval, and calls a peer dead that has not answered within the timeout', () => {
    clock.advance(999);
    expect(asked).toEqual([]);
    clock.advance(1);
    expect(asked).toEqual([1]);
    clock.advance(499);
    expect(deaths).toBe(0);
    clock.advance(1);
    expect(deaths).toBe(1);
    clock.advance(60_000);
    expect([asked, deaths, clock.timers]).toEqual([[1], 1, 0]);
  });

  it('takes whatever comes for a sign of life, and asks nothing while enough comes', () => {
    for (let heard = 0; heard < 20; heard++) {
      clock.advance(900);
      heartbeat.heard();
    }
    expect([asked, deaths]).toEqual([[], 0]);
  });

  it('numbers its questions, one at a time', () => {
    for (let heard = 0; heard < 3; heard++) {
      clock.advance(1_200);
      heartbeat.heard();
      expect(clock.timers).toBe(1);
    }
    expect([asked, deaths]).toEqual([[1, 2, 3], 0]);
  });

  it('kills no living peer where the timeout is longer than the interval', () => {
    heartbeat.stop();
    heartbeat = start({ intervalMs: 100, timeoutMs: 1_000 });
    for (let heard = 0; heard < 50; heard++) {
      clock.advance(150);
      heartbeat.heard();
    }
    expect(deaths).toBe(0);
  });

  it('counts an answer that comes while it is still asking', () => {
    heartbeat.stop();
    heartbeat = start({ ask: () => heartbeat.heard() });
    clock.advance(10_000);
    expect(deaths).toBe(0);
  });

  it('asks once more where its timer came late: the page slept, and not the peer', () => {
    heartbeat.stop();
    let now = 0;
    const timers: (() => void)[] = [];
    const sleepy = {
      now: () => now,
      setTimeout: (callback: () => void) => timers.push(callback) as unknown as ReturnType<typeof setTimeout>,
      clearTimeout: () => undefined,
    };
    startHeartbeat({
      clock: sleepy,
      intervalMs: 1_000,
      timeoutMs: 500,
      ask: (number) => asked.push(number),
      onDead: () => deaths++,
    });
    now = 1_000;
    timers.at(-1)?.();
    now = 600_000;
    timers.at(-1)?.();
    expect([asked, deaths]).toEqual([[1, 2], 0]);
    now += 500;
    timers.at(-1)?.();
    expect(deaths).toBe(1);
  });

  it('leaves no timer when it is stopped, and does not start again by what comes later', () => {
    heartbeat.stop();
    heartbeat.heard();
    expect(clock.timers).toBe(0);
  });
});
