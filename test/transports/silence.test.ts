import { describe, expect, it } from 'vitest';
import { watchSilence } from '../../lib/transports/silence.ts';
import { createManualClock } from './manual-clock.ts';

function watch(afterMs: number) {
  const clock = createManualClock();
  const heard: number[] = [];
  const silence = watchSilence(clock, afterMs, () => heard.push(clock.now()));
  return { clock, silence, silentAt: heard };
}

describe('silence', () => {
  it('is noticed when nothing was heard for the time, and again after the same time', () => {
    const { clock, silentAt } = watch(100);
    clock.advance(250);
    expect(silentAt).toEqual([100, 200]);
  });

  it('is counted from what was heard last', () => {
    const { clock, silence, silentAt } = watch(100);
    for (let index = 0; index < 10; index++) {
      clock.advance(99);
      silence.heard();
    }
    expect(silentAt).toEqual([]);
    clock.advance(100);
    expect(silentAt).toEqual([1090]);
  });

  it('is noticed sooner where an answer is due, unless something is heard', () => {
    const { clock, silence, silentAt } = watch(100);
    silence.within(30);
    silence.within(50);
    clock.advance(30);
    expect(silentAt).toEqual([30]);
    silence.within(30);
    silence.heard();
    clock.advance(99);
    expect(silentAt).toEqual([30]);
  });

  it('keeps one timer however much is heard, and none when it is stopped', () => {
    const { clock, silence, silentAt } = watch(100);
    for (let index = 0; index < 1000; index++) silence.heard();
    expect(clock.timers).toBe(1);
    silence.stop();
    silence.within(10);
    expect(clock.timers).toBe(0);
    clock.advance(1000);
    expect(silentAt).toEqual([]);
  });
});
