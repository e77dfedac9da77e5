import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDrawList, type Drawn, type Shape } from '../../lib/ui/lane/draw-list.ts';
import { layOut } from '../../lib/ui/lane/layout.ts';
import { recentFaults } from '../../lib/ui/lane/recent-faults.ts';
import { createTape, type Tape } from '../../lib/ui/lane/tape.ts';
import type { View } from '../../lib/ui/lane/view.ts';
import { event, exchange, message } from './traces.ts';

/** A pixel is a millisecond: what stands at 600 happened at 600. */
const VIEW: View = { to: 1_000, spanMs: 1_000, height: 1_000, offsetMs: 0 };

function draw(tape: Tape, view: Partial<View> = {}): Drawn[] {
  const out = createDrawList();
  layOut({ tape, view: { ...VIEW, ...view }, out });
  return out.items.slice(0, out.length);
}

const only = (shapes: readonly Drawn[], ...wanted: Shape[]): Drawn[] =>
  shapes.filter(({ shape }) => wanted.includes(shape));

describe('the layout of a lane', () => {
  it('gives a request, the time that the server held it, and its answer the slopes that they took', () => {
    const tape = createTape();
    for (const trace of exchange(1, { at: 100, wayMs: 20, holdMs: 300, events: 3 })) tape.record(trace);
    const shapes = draw(tape);
    expect(only(shapes, 'up')).toMatchObject([{ a: 100, b: 120, unknown: false }]);
    expect(only(shapes, 'held')).toMatchObject([{ a: 120, b: 420 }]);
    expect(only(shapes, 'down')).toMatchObject([{ a: 440, b: 420, tone: 'accent', value: 3, unknown: false }]);
  });

  it('converts the server’s stamps with the offset, and nothing else', () => {
    const tape = createTape();
    for (const trace of exchange(1, { at: 100, wayMs: 20, holdMs: 300 })) tape.record(trace);
    const shapes = draw(tape, { offsetMs: 15 });
    expect(only(shapes, 'up')).toMatchObject([{ a: 100, b: 105 }]);
    expect(only(shapes, 'down')).toMatchObject([{ a: 440, b: 405 }]);
  });

  it('draws an end that nobody stamped level and as unknown, and no time at the server', () => {
    const tape = createTape();
    for (const trace of exchange(1, { at: 100, wayMs: 20, stamped: false })) tape.record(trace);
    tape.record(message(500, { direction: 'up', label: 'publish' }));
    const shapes = draw(tape);
    expect(only(shapes, 'up', 'down')).toMatchObject([
      { a: 100, b: 100, unknown: true },
      { a: 140, b: 140, unknown: true },
      { a: 500, b: 500, unknown: true },
    ]);
    expect(only(shapes, 'held')).toEqual([]);
  });

  it('lets an unanswered request wait, outlined, down to the end of the picture', () => {
    const tape = createTape();
    tape.record(exchange(1, { at: 100 })[0]);
    expect(only(draw(tape), 'up', 'waiting')).toMatchObject([
      { shape: 'up', a: 100, b: 100, unknown: true },
      { shape: 'waiting', a: 100, b: 1_000 },
    ]);
    expect(only(draw(tape, { to: 90 }), 'up', 'waiting')).toEqual([]);
  });

  it('still draws a request that began long before the picture and is answered within it', () => {
    const tape = createTape();
    for (const trace of exchange(1, { at: 100, wayMs: 1, holdMs: 25_000 })) tape.record(trace);
    expect(only(draw(tape, { to: 25_500 }), 'down')).toMatchObject([{ a: 602, b: 601 }]);
  });

  it('draws no second arrow for a request that failed, and says why', () => {
    const tape = createTape();
    const [request, response] = exchange(1, { at: 100, status: 0, stamped: false });
    tape.record(request);
    tape.record({ ...response, label: 'the network failed' });
    expect(only(draw(tape), 'down')).toMatchObject([{ tone: 'bad', unknown: true, label: 'the network failed' }]);
  });

  it('never hides a message: single arrows and the numbers on bundles add up', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: fc.double({ min: 1, max: 999, noNaN: true }), up: fc.boolean() }), { maxLength: 400 }),
        (messages) => {
          const tape = createTape();
          for (const { at, up } of messages.toSorted((a, b) => a.at - b.at)) {
            tape.record(message(at, { direction: up ? 'up' : 'down', ...(up ? {} : { sentAt: at - 1 }) }));
          }
          const shapes = draw(tape);
          const single = only(shapes, 'up', 'down').length;
          const bundled = only(shapes, 'bundle').reduce((sum, { value }) => sum + value, 0);
          expect(single + bundled).toBe(messages.length);
        },
      ),
    );
  });

  it('bundles what would merge, from the first to the last, with its number in words', () => {
    const tape = createTape();
    for (let index = 0; index < 20; index++) tape.record(message(505 + index, { sentAt: 500 + index, seq: index + 1 }));
    expect(only(draw(tape), 'bundle', 'down')).toMatchObject([
      { shape: 'bundle', a: 505, b: 524, c: 500, d: 519, value: 20, label: '20 messages' },
    ]);
    // Closer by, they are arrows again.
    expect(only(draw(tape, { to: 530, spanMs: 50 }), 'bundle')).toEqual([]);
  });

  it('writes its number also on a thin bundle, unless that stands right behind another row', () => {
    const bundlesAt = (moments: number[]): Drawn[] => {
      const tape = createTape();
      for (const at of moments) {
        for (let index = 0; index < 20; index++) tape.record(message(at + index / 10, { sentAt: at }));
      }
      // A bucket is 78.4 ms here, and one begins at 548.8.
      return only(draw(tape, { spanMs: 2_800, to: 2_000 }), 'bundle');
    };
    expect(bundlesAt([300, 600]).map(({ label }) => label)).toEqual(['20 messages', '20 messages']);
    expect(bundlesAt([545, 550]).map(({ value, label }) => [value, label])).toEqual([
      [20, '20 messages'],
      [20, ''],
    ]);
  });

  it('bundles the same rows while the picture moves', () => {
    const tape = createTape();
    for (let index = 0; index < 300; index++) tape.record(message(100 + index * 3, { sentAt: 99 + index * 3 }));
    const values = (to: number) =>
      only(draw(tape, { to, spanMs: 2_000 }), 'bundle').map(({ value, c }) => [value, Math.round(c - 500 + to / 2)]);
    expect(values(1_100)).toEqual(values(1_103));
  });

  it('puts every event at the moment it happened on the right, and at its arrival on the left', () => {
    const tape = createTape();
    tape.arrive(event(7, 300), 650, false);
    tape.arrive(event(8, 400), 650, true);
    const shapes = draw(tape);
    expect(only(shapes, 'event')).toMatchObject([
      { a: 300, label: '7', tone: 'accent' },
      { a: 400, label: '8', tone: 'strong' },
    ]);
    expect(only(shapes, 'arrived')).toMatchObject([
      { a: 650, tone: 'accent' },
      { a: 650, tone: 'strong' },
    ]);
  });

  it('says how much there was where the single rows have given way', () => {
    const tape = createTape();
    for (let index = 0; index < 40_000; index++) tape.record(message(index, { sentAt: index - 1 }));
    const shapes = draw(tape, { to: 40_000, spanMs: 40_000 });
    const counted = only(shapes, 'counted').reduce((sum, { value }) => sum + value, 0);
    const bundled = only(shapes, 'bundle').reduce((sum, { value }) => sum + value, 0);
    // The one interval in which the rows begin may be in both, and never in neither.
    expect(counted + bundled).toBeGreaterThanOrEqual(40_000);
    expect(counted + bundled).toBeLessThanOrEqual(40_000 + 250);
  });

  it('marks a loss with its reason, and the time that was not recorded', () => {
    const tape = createTape();
    tape.record({ kind: 'disconnected', at: 200, reason: 'closed with 1006' });
    tape.pause(400);
    tape.resume(600);
    expect(only(draw(tape), 'mark')).toMatchObject([
      { a: 200, tone: 'bad', label: 'closed with 1006' },
      { a: 400, b: 600, label: 'paused, not recorded' },
    ]);
  });

  it('draws a fault as a band from its beginning to its end, with a labelled line at both', () => {
    const tape = createTape();
    const end = tape.beginFault(200, 'down 8 s');
    tape.record({ kind: 'disconnected', at: 201, reason: 'the network failed' });
    expect(only(draw(tape), 'fault')).toMatchObject([{ a: 200, b: 1_000 }]);
    end(700);
    end(900);
    tape.mark('fault-done', 800, 'reset');
    const shapes = draw(tape);
    expect(only(shapes, 'fault')).toMatchObject([{ a: 200, b: 700, tone: 'bad' }]);
    expect(only(shapes, 'mark').map(({ a, label }) => [a, label])).toEqual([
      [200, 'down 8 s'],
      [201, 'the network failed'],
      [700, 'end of down 8 s'],
      [800, 'reset'],
    ]);
  });

  it('shows the band of a fault that began before the picture, and none of one that ended before it', () => {
    const tape = createTape();
    tape.beginFault(100, 'stall')(300);
    tape.beginFault(400, 'latency');
    const shapes = draw(tape, { to: 1_500 });
    expect(only(shapes, 'fault')).toMatchObject([{ a: 0, b: 1_000 }]);
    expect(only(shapes, 'mark')).toEqual([]);
  });
});

describe('the faults of a lane as a table', () => {
  it('have the latest first, with their times on the axis; one that lasts has no end', () => {
    const tape = createTape();
    tape.beginFault(1_500, 'down 8 s')(2_500);
    tape.record({ kind: 'disconnected', at: 2_600, reason: 'the network failed' });
    tape.mark('fault-done', 3_000, 'reset');
    tape.beginFault(4_000, 'stall');
    expect(recentFaults(tape, { originAt: 1_000 }).map(({ key: _key, ...row }) => row)).toEqual([
      { what: 'stall', fromSeconds: 3, untilSeconds: undefined },
      { what: 'reset', fromSeconds: 2, untilSeconds: 2 },
      { what: 'down 8 s', fromSeconds: 0.5, untilSeconds: 1.5 },
    ]);
    expect(recentFaults(tape, { originAt: 1_000, count: 1 })).toHaveLength(1);
  });
});
