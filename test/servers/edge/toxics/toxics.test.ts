import { describe, expect, it } from 'vitest';
import { WAITING_BYTES } from '../../../../servers/edge/toxics/queue.ts';
import { UNDER_WAY_BYTES } from '../../../../servers/edge/toxics/latency.ts';
import { createPipe } from './pipe.ts';

describe('latency', () => {
  it('hands every piece on so many ms after it came, and the end likewise', () => {
    const pipe = createPipe({ latency: { latency: 100 } });
    pipe.write('a');
    pipe.clock.advance(30);
    pipe.write('b');
    pipe.pipeline.end('fin');
    pipe.clock.advance(1000);
    expect(pipe.pieces).toEqual([
      { text: 'a', at: 100 },
      { text: 'b', at: 130 },
    ]);
    expect(pipe.ends).toEqual([{ what: 'fin', at: 130 }]);
  });

  it('is give or take its jitter, and a late piece holds up those after it: the order stays', () => {
    const draws = [0, 1, 0.25, 0.5];
    const pipe = createPipe({ latency: { latency: 100, jitter: 40 } }, () => draws.shift() ?? 0.5);
    for (const text of ['a', 'b', 'c', 'd']) pipe.write(text);
    pipe.clock.advance(1000);
    expect(pipe.pieces).toEqual([
      { text: 'a', at: 60 },
      { text: 'b', at: 140 },
      { text: 'c', at: 140 },
      { text: 'd', at: 140 },
    ]);
  });

  it('does not limit throughput: a piece that came a ms later is there a ms later', () => {
    const pipe = createPipe({ latency: { latency: 1000 } });
    for (let ms = 0; ms < 100; ms++) {
      expect(pipe.pipeline.hasRoom()).toBe(true);
      pipe.write('x'.repeat(100_000));
      pipe.clock.advance(1);
    }
    pipe.clock.advance(1000);
    expect(pipe.pieces.map(({ at }) => at)).toEqual(Array.from({ length: 100 }, (_, ms) => 1000 + ms));
  });

  it('has room for so much under way and no more, and for less of what nobody takes', () => {
    const pipe = createPipe({ latency: { latency: 1000 } });
    let written = 0;
    for (; pipe.pipeline.hasRoom(); written += 10_000) pipe.write('x'.repeat(10_000));
    expect(written).toBeGreaterThan(0.95 * UNDER_WAY_BYTES);
    expect(written).toBeLessThan(UNDER_WAY_BYTES + 10_000);
    pipe.isOpen = false;
    const stalled = createPipe({ latency: { latency: 10 } });
    stalled.isOpen = false;
    stalled.write('x'.repeat(WAITING_BYTES));
    expect(stalled.pipeline.hasRoom()).toBe(true);
    stalled.clock.advance(10);
    expect(stalled.pipeline.hasRoom()).toBe(false);
  });
});

describe('bandwidth', () => {
  it('hands on so many KB a second, evenly', () => {
    const pipe = createPipe({ bandwidth: { rate: 10 } });
    pipe.write('x'.repeat(10_000));
    pipe.clock.advance(1000);
    expect(pipe.text()).toHaveLength(10_000);
    expect(pipe.pieces.map(({ at }) => Math.round(at))).toEqual(
      Array.from({ length: 50 }, (_, index) => (index + 1) * 20),
    );
    expect(new Set(pipe.pieces.map(({ text }) => text.length))).toEqual(new Set([200]));
  });

  it('makes up for nothing: what comes after a pause takes its time as well', () => {
    const pipe = createPipe({ bandwidth: { rate: 1 } });
    pipe.clock.advance(5000);
    pipe.write('x'.repeat(10));
    pipe.clock.advance(10);
    expect(pipe.pieces).toEqual([{ text: 'x'.repeat(10), at: 5010 }]);
  });

  it('lets nothing pass at 0, the end neither, and all of it in order once it is lifted', () => {
    const pipe = createPipe({ bandwidth: { rate: 0 } });
    pipe.write('ab');
    pipe.write('c');
    pipe.pipeline.end('fin');
    pipe.clock.advance(1e6);
    expect([pipe.pieces, pipe.ends, pipe.clock.timers()]).toEqual([[], [], 0]);
    pipe.pipeline.set({});
    expect(pipe.text()).toBe('abc');
    expect(pipe.ends).toEqual([{ what: 'fin', at: 1e6 }]);
    expect(pipe.pipeline.isIdle()).toBe(true);
  });

  it('has room for little more than it hands on, so that who writes is slowed down', () => {
    const pipe = createPipe({ bandwidth: { rate: 0 } });
    let written = 0;
    for (; pipe.pipeline.hasRoom(); written += 1000) pipe.write('x'.repeat(1000));
    expect(written).toBeLessThanOrEqual(WAITING_BYTES + 1000);
    const small = createPipe({ bandwidth: { rate: 0 } });
    let pieces = 0;
    for (; small.pipeline.hasRoom(); pieces++) small.write('x');
    expect(pieces).toBeLessThanOrEqual(WAITING_BYTES / 256);
  });
});

describe('slicer', () => {
  it('hands on pieces of a size, so many µs apart', () => {
    const pipe = createPipe({ slicer: { average_size: 4, delay: 5000 } });
    pipe.write('0123456789');
    pipe.pipeline.end('fin');
    pipe.clock.advance(100);
    expect(pipe.pieces).toEqual([
      { text: '0123', at: 0 },
      { text: '4567', at: 5 },
      { text: '89', at: 10 },
    ]);
    expect(pipe.ends).toEqual([{ what: 'fin', at: 15 }]);
  });

  it('varies the size by so much at most, and has no empty piece', () => {
    const draws = [0.5, 0, 1, 0];
    const pipe = createPipe({ slicer: { average_size: 4, size_variation: 3 } }, () => draws.shift() ?? 0.5);
    pipe.write('0123456789abcdef');
    expect(pipe.pieces.map(({ text }) => text)).toEqual(['0', '1234567', '8', '9abc', 'def']);
  });

  it('keeps to its delay when it is set over bytes that wait already', () => {
    const pipe = createPipe({ bandwidth: { rate: 0 }, slicer: { average_size: 2, delay: 1000 } });
    pipe.write('abcdef');
    pipe.pipeline.set({ slicer: { average_size: 2, delay: 1000 } });
    pipe.clock.advance(10);
    expect(pipe.pieces.map(({ at }) => at)).toEqual([0, 1, 2]);
  });
});

describe('limit_data', () => {
  it('ends the connection when so many bytes have passed, to the byte', () => {
    const pipe = createPipe({ limit_data: { bytes: 7 } });
    pipe.write('0123');
    expect(pipe.ends).toEqual([]);
    pipe.write('456789');
    pipe.write('more');
    expect([pipe.text(), pipe.ends]).toEqual(['0123456', [{ what: 'cut fin', at: 0 }]]);
  });

  it('ends it with the last byte, not with the one after it; at 0 with the first', () => {
    const exact = createPipe({ limit_data: { bytes: 4 } });
    exact.write('0123');
    expect([exact.text(), exact.ends.length]).toEqual(['0123', 1]);
    const none = createPipe({ limit_data: { bytes: 0 } });
    expect(none.ends).toEqual([]);
    none.write('0');
    expect([none.text(), none.ends.length]).toEqual(['', 1]);
  });

  it('counts from when it was set, and goes on counting when another toxic changes', () => {
    const pipe = createPipe();
    pipe.write('0123456789');
    pipe.pipeline.set({ limit_data: { bytes: 4 } });
    pipe.write('abc');
    pipe.pipeline.set({ limit_data: { bytes: 4 }, slow_close: { delay: 1 } });
    pipe.write('def');
    expect([pipe.text(), pipe.ends.length]).toEqual(['0123456789abcd', 1]);
  });
});

describe('reset_peer', () => {
  it('lets bytes pass, and resets the connection so many ms after it was set', () => {
    const pipe = createPipe();
    pipe.clock.advance(50);
    pipe.pipeline.set({ reset_peer: { timeout: 100 } });
    pipe.clock.advance(99);
    pipe.write('a');
    expect([pipe.text(), pipe.ends]).toEqual(['a', []]);
    pipe.pipeline.set({ reset_peer: { timeout: 100 }, latency: { latency: 1 } });
    pipe.clock.advance(1);
    expect(pipe.ends).toEqual([{ what: 'cut rst', at: 150 }]);
  });

  it('does nothing more once it is lifted', () => {
    const pipe = createPipe({ reset_peer: { timeout: 100 } });
    pipe.pipeline.set({});
    expect(pipe.clock.timers()).toBe(0);
    pipe.clock.advance(1000);
    expect(pipe.ends).toEqual([]);
  });
});

describe('timeout', () => {
  it('lets nothing pass, and ends the connection after so many ms', () => {
    const pipe = createPipe({ timeout: { timeout: 100 } });
    pipe.write('a');
    expect(pipe.pipeline.hasRoom()).toBe(true);
    pipe.clock.advance(100);
    expect([pipe.text(), pipe.ends]).toEqual(['', [{ what: 'cut fin', at: 100 }]]);
  });

  it('never ends it at 0, but when it is lifted: bytes are missing by then', () => {
    const pipe = createPipe({ timeout: { timeout: 0 } });
    pipe.write('a');
    pipe.clock.advance(1e9);
    expect([pipe.ends, pipe.clock.timers()]).toEqual([[], 0]);
    pipe.pipeline.set({});
    pipe.write('b');
    expect([pipe.text(), pipe.ends]).toEqual(['', [{ what: 'cut fin', at: 1e9 }]]);
  });
});

describe('slow_close', () => {
  it('passes bytes at once, and holds the end back for so many ms', () => {
    const pipe = createPipe({ slow_close: { delay: 100 } });
    pipe.write('a');
    pipe.clock.advance(50);
    pipe.pipeline.end('fin');
    expect([pipe.pieces, pipe.ends]).toEqual([[{ text: 'a', at: 0 }], []]);
    pipe.clock.advance(100);
    expect(pipe.ends).toEqual([{ what: 'fin', at: 150 }]);
  });

  it('lets an end that it holds go when it is lifted', () => {
    const pipe = createPipe({ slow_close: { delay: 100 } });
    pipe.pipeline.end('rst');
    pipe.pipeline.set({});
    expect(pipe.ends).toEqual([{ what: 'rst', at: 0 }]);
  });
});

describe('toxics', () => {
  it('stand together: the bytes take the time of each', () => {
    const pipe = createPipe({ bandwidth: { rate: 1 }, latency: { latency: 100 }, limit_data: { bytes: 30 } });
    pipe.write('x'.repeat(40));
    pipe.clock.advance(1000);
    expect(pipe.pieces.map(({ text, at }) => [text.length, at])).toEqual([
      [20, 120],
      [10, 140],
    ]);
    expect(pipe.ends).toEqual([{ what: 'cut fin', at: 140 }]);
  });

  it('hold what nobody takes, and go on in order when there is room', () => {
    const pipe = createPipe({ slicer: { average_size: 1 }, latency: { latency: 10 } });
    pipe.isOpen = false;
    pipe.write('abc');
    pipe.clock.advance(10);
    pipe.pipeline.set({ latency: { latency: 5 } });
    expect(pipe.text()).toBe('');
    pipe.isOpen = true;
    pipe.pipeline.move();
    expect(pipe.text()).toBe('abc');
  });

  it('let a RST that is due overtake what only waits for room: it would be thrown away', () => {
    const pipe = createPipe({ latency: { latency: 10 } });
    pipe.isOpen = false;
    pipe.write('never taken');
    pipe.clock.advance(50);
    pipe.pipeline.end('rst');
    expect(pipe.ends).toEqual([]);
    pipe.clock.advance(10);
    pipe.pipeline.move();
    expect([pipe.text(), pipe.ends]).toEqual(['', [{ what: 'rst', at: 60 }]]);
  });

  it('leave no timer when they are closed', () => {
    const pipe = createPipe({
      latency: { latency: 10 },
      reset_peer: { timeout: 10 },
      timeout: { timeout: 10 },
      slow_close: { delay: 10 },
    });
    pipe.write('a');
    expect(pipe.clock.timers()).toBe(3);
    pipe.pipeline.close();
    pipe.pipeline.close();
    expect(pipe.clock.timers()).toBe(0);
  });
});
