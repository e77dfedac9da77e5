import { describe, expect, it } from 'vitest';
import { createDrawList } from '../../lib/ui/lane/draw-list.ts';
import { layOut } from '../../lib/ui/lane/layout.ts';
import { createTape, PENDING, TAPE_CAPACITY } from '../../lib/ui/lane/tape.ts';
import { event, exchange, message } from './traces.ts';

describe('a tape', () => {
  it('joins a request with its answer, also when others came between', () => {
    const tape = createTape();
    const [first, firstAnswer] = exchange(1, { at: 100, holdMs: 50, events: 2 });
    const [second, secondAnswer] = exchange(2, { at: 110 });
    tape.record(first);
    tape.record(second);
    expect([...tape.pending.keys()]).toEqual([1, 2]);
    tape.record(secondAnswer);
    tape.record(firstAnswer);
    expect(tape.pending.size).toBe(0);
    expect([0, 1].map((row) => tape.exchanges.get('responseAt', row))).toEqual([152, 112]);
    expect(tape.exchanges.get('events', 0)).toBe(2);
    expect(tape.longestExchangeMs).toBe(52);
  });

  it('keeps the picture as it is while it is paused, completes what is in it, and marks what is missing', () => {
    const tape = createTape();
    const [request, response] = exchange(1, { at: 100, holdMs: 500 });
    tape.record(request);
    tape.pause(200);
    tape.record(message(300));
    tape.arrive(event(1, 300), 301, false);
    tape.record(response);
    tape.record(exchange(2, { at: 650 })[0]);
    expect([tape.messages.next, tape.arrivals.next, tape.exchanges.next]).toEqual([0, 0, 1]);
    expect(tape.exchanges.get('status', 0)).toBe(200);
    tape.resume(700);
    tape.record(exchange(2, { at: 650 })[1]);
    tape.record(message(800));
    expect(tape.messages.next).toBe(1);
    expect([tape.marks.get('at', 0), tape.marks.get('until', 0)]).toEqual([200, 700]);
  });

  it('ends what is unanswered when its lane is closed', () => {
    const tape = createTape();
    tape.record(exchange(1, { at: 100 })[0]);
    expect(tape.exchanges.get('status', 0)).toBe(PENDING);
    tape.settle(300);
    expect([tape.pending.size, tape.exchanges.get('status', 0), tape.exchanges.get('responseAt', 0)]).toEqual([
      0, 0, 300,
    ]);
  });

  it('finds the next moment in both directions, for keys that go from arrow to arrow', () => {
    const tape = createTape();
    for (const trace of exchange(1, { at: 100, holdMs: 50 })) tape.record(trace);
    tape.record(message(130));
    const forth = [0, 100, 130, 152].map((at) => tape.neighbour(at, 1));
    const back = [200, 152, 130, 100].map((at) => tape.neighbour(at, -1));
    expect([forth, back]).toEqual([
      [100, 130, 152, undefined],
      [152, 130, 100, undefined],
    ]);
  });

  it('takes a million traces in the memory that it began with, and its picture stays short', () => {
    const tape = createTape();
    const list = createDrawList();
    const rings = [tape.exchanges, tape.messages, tape.arrivals, tape.marks, tape.tally.rows];
    const capacities = rings.map(({ capacity }) => capacity);
    let longest = 0;

    for (let step = 0; step < 200_000; step++) {
      const at = 1_000_000 + step * 2.5;
      const [request, response] = exchange(step, { at, events: step % 3 });
      // Every tenth request is never answered.
      tape.record(request);
      if (step % 10 !== 0) tape.record(response);
      tape.record(message(at, { sentAt: at - 1, seq: step + 1 }));
      tape.record(message(at, { direction: 'up', label: `publish ${step}` }));
      tape.arrive(event(step + 1, at - 1), at, false);
      if (step % 50 === 0) tape.record({ kind: 'disconnected', at, reason: `the connection was closed, ${step}` });
      if (step % 5_000 === 0) {
        for (const spanMs of [10, 10_000, 300_000]) {
          layOut({ tape, view: { to: at, spanMs, height: 700, offsetMs: 0.3 }, out: list });
          longest = Math.max(longest, list.length);
          expect(list.dropped).toBe(0);
        }
      }
    }

    expect(rings.map(({ capacity }) => capacity)).toEqual(capacities);
    for (const ring of rings) expect(ring.next - ring.first).toBeLessThanOrEqual(ring.capacity);
    expect(tape.pending.size).toBeLessThanOrEqual(TAPE_CAPACITY.pending);
    // The height of the picture bounds how much is drawn, not how much was recorded.
    expect(longest).toBeLessThan(1_500);
  });
});
