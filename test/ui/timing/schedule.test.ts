import { describe, expect, it } from 'vitest';
import { TRANSPORT_IDS } from '../../../lib/protocol/index.ts';
import { deliveredAt, END, EVENTS, scheduleOf } from '../../../lib/ui/timing/schedule.ts';

describe.each(TRANSPORT_IDS)('the schedule of %s', (id) => {
  const schedule = scheduleOf(id);

  it('delivers every event once, after it happened, in order, inside the picture', () => {
    expect(schedule.passages.flatMap(({ events }) => events)).toEqual(EVENTS.map((_, index) => index));
    for (const [index, at] of EVENTS.entries()) {
      expect(deliveredAt(schedule, index)).toBeGreaterThan(at);
      expect(deliveredAt(schedule, index)).toBeLessThanOrEqual(END);
    }
  });

  it('lets nothing arrive before it was sent', () => {
    for (const { from, to } of schedule.passages) expect(to).toBeGreaterThan(from);
  });
});

describe('scheduleOf', () => {
  it('answers every request of a polling page at once, and holds those of a long-polling one until there is an event', () => {
    expect(scheduleOf('polling').holds).toEqual([]);
    const { holds, passages } = scheduleOf('long-polling');
    for (const { to } of holds.filter((hold) => hold.to < END)) {
      expect(passages.find(({ from, direction }) => direction === 'down' && from === to)?.events).not.toEqual([]);
    }
  });

  it('makes polling the latest of the five for every event', () => {
    for (const event of EVENTS.keys()) {
      const polled = deliveredAt(scheduleOf('polling'), event) ?? 0;
      for (const id of TRANSPORT_IDS) expect(polled).toBeGreaterThanOrEqual(deliveredAt(scheduleOf(id), event) ?? 0);
    }
  });

  it('lets the page speak without asking on the two transports that go both ways', () => {
    const speaks = TRANSPORT_IDS.filter((id) =>
      scheduleOf(id).passages.some(({ kind, direction }) => kind === 'message' && direction === 'up'),
    );
    expect(speaks).toEqual(['websocket', 'socket-io']);
  });
});
