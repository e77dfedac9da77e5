import { describe, expect, it } from 'vitest';
import { arrowAt, arrowFor } from '../../lib/ui/lane/pick.ts';
import { createTape, type Tape } from '../../lib/ui/lane/tape.ts';
import type { View } from '../../lib/ui/lane/view.ts';
import { createViewport } from '../../lib/ui/lane/viewport.ts';
import { event, exchange, message } from './traces.ts';

/** One pixel is one millisecond, and the clocks agree. */
const VIEW: View = { to: 1_000, spanMs: 1_000, height: 1_000, offsetMs: 0 };

function tapeOf(): Tape {
  const tape = createTape();
  for (const trace of exchange(7, { at: 100, wayMs: 40, holdMs: 100, events: 2 })) tape.record(trace);
  for (const seq of [5, 6]) tape.arrive(event(seq, 150), 280.2, false);
  tape.record(message(600, { seq: 7, sentAt: 500 }));
  tape.arrive(event(7, 500), 600.1, false);
  tape.record(message(602, { direction: 'up', label: 'publish' }));
  return tape;
}

describe('the arrow at a place', () => {
  it('is the one whose line goes there, and not the one whose end is nearer', () => {
    const tape = tapeOf();
    expect(arrowAt(tape, VIEW, { across: 0, y: 102 })).toMatchObject({ direction: 'up', exchange: 7, at: 100 });
    expect(arrowAt(tape, VIEW, { across: 0.5, y: 121 })).toMatchObject({ direction: 'up', exchange: 7 });
    expect(arrowAt(tape, VIEW, { across: 0.5, y: 258 })).toMatchObject({ direction: 'down', exchange: 7, at: 280 });
    expect(arrowAt(tape, VIEW, { across: 1, y: 500 })).toMatchObject({ direction: 'down', seq: 7, label: 'tick' });
    expect(arrowAt(tape, VIEW, { across: 0, y: 604 })).toMatchObject({ direction: 'up', label: 'publish' });
  });

  it('is none where nothing is near', () => {
    expect(arrowAt(tapeOf(), VIEW, { across: 0.5, y: 400 })).toBeUndefined();
    expect(arrowAt(createTape(), VIEW, { across: 0.5, y: 400 })).toBeUndefined();
  });

  it('tells the events that an answer brought', () => {
    expect(arrowAt(tapeOf(), VIEW, { across: 0, y: 280 })).toMatchObject({ seq: 5, lastSeq: 6 });
  });

  it('is no answer where a request has none', () => {
    const tape = createTape();
    const [request] = exchange(1, { at: 100 });
    tape.record(request);
    expect(arrowAt(tape, VIEW, { across: 0, y: 100 })).toMatchObject({ direction: 'up' });
    expect(arrowFor(tape, { at: 100, direction: 'down' })).toBeUndefined();
  });
});

describe('the arrow that a target means', () => {
  it('is the one that brought the event, wherever the target thinks that it was', () => {
    expect(arrowFor(tapeOf(), { at: 0, seq: 7 })).toMatchObject({ direction: 'down', at: 600 });
    expect(arrowFor(tapeOf(), { at: 0, seq: 6 })).toMatchObject({ direction: 'down', exchange: 7, at: 280 });
  });

  it('is the one that brought the event, and no other of the same moment', () => {
    const tape = tapeOf();
    for (const seq of [8, 9, 10]) {
      tape.record(message(700, { seq, sentAt: 690, label: `tick ${seq}` }));
      tape.arrive(event(seq, 690), 700, false);
    }
    expect(arrowFor(tape, { at: 700, seq: 9 })).toMatchObject({ seq: 9, label: 'tick 9' });
  });

  it('is the nearest in its direction where there is no event', () => {
    expect(arrowFor(tapeOf(), { at: 601, direction: 'up' })).toMatchObject({ label: 'publish' });
    expect(arrowFor(tapeOf(), { at: 110 })).toMatchObject({ direction: 'up', exchange: 7 });
  });

  it('is none where it is no longer kept', () => {
    expect(arrowFor(tapeOf(), { at: 5_000 })).toBeUndefined();
  });
});

describe('a picture that shows a moment', () => {
  it('moves so that it stands in the middle, unless it is in sight', () => {
    const viewport = createViewport({ spanMs: 1_000, originAt: 0 });
    viewport.pause(10_000);
    viewport.show(9_500);
    expect(viewport.to(0)).toBe(10_000);
    viewport.show(5_000);
    expect(viewport.to(0)).toBe(5_500);
  });
});
