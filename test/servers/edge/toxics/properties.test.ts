import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StreamToxics } from '../../../../lib/protocol/index.ts';
import { createPipe } from './pipe.ts';

/** Some of the toxics that cut nothing. */
const gentle: fc.Arbitrary<StreamToxics> = fc.record(
  {
    latency: fc.record({ latency: fc.nat({ max: 300 }), jitter: fc.nat({ max: 300 }) }),
    bandwidth: fc.record({ rate: fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 100, noNaN: true })) }),
    slicer: fc.record({
      average_size: fc.integer({ min: 10, max: 100 }),
      size_variation: fc.nat({ max: 9 }),
      delay: fc.nat({ max: 20_000 }),
    }),
    slow_close: fc.record({ delay: fc.nat({ max: 100 }) }),
    buffer: fc.record({ bytes: fc.integer({ min: 1, max: 200 }) }),
  },
  { requiredKeys: [] },
);

/** Some of all toxics, one that cuts among them. */
const cutting: fc.Arbitrary<StreamToxics> = fc
  .tuple(
    gentle,
    fc.oneof(
      fc.record({ limit_data: fc.record({ bytes: fc.nat({ max: 500 }) }) }),
      fc.record({ reset_peer: fc.record({ timeout: fc.nat({ max: 300 }) }) }),
      fc.record({ timeout: fc.record({ timeout: fc.nat({ max: 300 }) }) }),
    ),
  )
  .map(([one, other]) => ({ ...one, ...other }));

type Step = { write: number } | { wait: number } | { toxics: StreamToxics } | { room: boolean };

const steps = (toxics: fc.Arbitrary<StreamToxics>): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.oneof(
      fc.record({ write: fc.integer({ min: 1, max: 300 }) }),
      fc.record({ wait: fc.nat({ max: 200 }) }),
      fc.record({ toxics }),
      fc.record({ room: fc.boolean() }),
    ),
    { maxLength: 40 },
  );

/** Does the steps, then lifts all toxics, makes room and ends the direction. @returns what was sent, and the pipe */
function run(all: readonly Step[], seed: number) {
  let state = seed;
  const random = () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  const pipe = createPipe({}, random);
  let sent = 'HTTP/1.1 200 OK\r\nContent-Length: 300\r\n\r\n';
  pipe.write(sent);
  for (const step of all) {
    if ('write' in step) {
      const text = Array.from({ length: step.write }, (_, index) => String.fromCharCode((sent.length + index) % 256));
      sent += text.join('');
      pipe.write(text.join(''));
    } else if ('wait' in step) {
      pipe.clock.advance(step.wait);
    } else if ('toxics' in step) {
      pipe.pipeline.set(step.toxics);
    } else {
      pipe.isOpen = step.room;
      pipe.pipeline.move();
    }
    expect(sent.startsWith(pipe.text())).toBe(true);
  }
  pipe.pipeline.end('fin');
  pipe.isOpen = true;
  pipe.pipeline.set({});
  return { sent, pipe };
}

const seeds = fc.integer({ min: 1, max: 2_147_483_646 });

describe('toxics that change at any time', () => {
  it('lose nothing, double nothing and keep the order, where none of them cuts', () => {
    fc.assert(
      fc.property(steps(gentle), seeds, (all, seed) => {
        const { sent, pipe } = run(all, seed);
        expect(pipe.text()).toBe(sent);
        expect(pipe.ends.map(({ what }) => what)).toEqual(['fin']);
        expect([pipe.pipeline.isIdle(), pipe.clock.timers()]).toEqual([true, 0]);
      }),
      { numRuns: 500 },
    );
  });

  it('let a beginning of the stream through and nothing after it, where one cuts', () => {
    fc.assert(
      fc.property(steps(fc.oneof(gentle, cutting)), seeds, (all, seed) => {
        const { sent, pipe } = run(all, seed);
        const isCut = pipe.ends.some(({ what }) => what.startsWith('cut'));
        expect(sent.startsWith(pipe.text())).toBe(true);
        if (!isCut) expect(pipe.text()).toBe(sent);
        // An end passes a timeout; that bytes are missing then ends the other direction, too, when it is lifted.
        expect(['fin', 'cut fin', 'cut rst', 'fin, cut fin']).toContain(pipe.ends.map(({ what }) => what).join(', '));
        expect(pipe.clock.timers()).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it('end after all bytes by themselves, without being lifted, where nothing stalls', () => {
    fc.assert(
      fc.property(gentle, fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 10 }), (toxics, sizes) => {
        fc.pre(toxics.bandwidth === undefined || toxics.bandwidth.rate > 0.1);
        const pipe = createPipe(toxics);
        const sent = sizes.map((size) => 'x'.repeat(size));
        for (const text of sent) pipe.write(text);
        pipe.pipeline.end('fin');
        pipe.clock.advance(1e6);
        expect([pipe.text(), pipe.ends.map(({ what }) => what)]).toEqual([sent.join(''), ['fin']]);
      }),
    );
  });
});
