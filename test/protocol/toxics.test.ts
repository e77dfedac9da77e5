import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeToxics, ProtocolError, TOXIC_LIMITS } from '../../lib/protocol/index.ts';

/** Every toxic with all of its fields. */
const ALL = {
  latency: { latency: 100, jitter: 20 },
  bandwidth: { rate: 0 },
  slicer: { average_size: 64, size_variation: 63, delay: 1000 },
  limit_data: { bytes: 0 },
  reset_peer: { timeout: 2000 },
  timeout: { timeout: 0 },
  slow_close: { delay: 0.5 },
} as const;
const DOWNSTREAM = { ...ALL, buffer: { bytes: 4096 } } as const;

/** Something like toxics: the right names and the wrong ones, the right numbers and the wrong ones. */
const field = fc.constantFrom(...Object.values(DOWNSTREAM).flatMap((toxic) => Object.keys(toxic)), 'x', '__proto__');
const number = fc.oneof(fc.integer({ min: -2, max: 2 ** 31 }), fc.double(), fc.constantFrom(0, 1, -0, 65_536));
const toxic = fc.dictionary(field, fc.oneof({ weight: 5, arbitrary: number }, fc.jsonValue()));
const name = fc.constantFrom(...Object.keys(DOWNSTREAM), 'slicr');
const stream = fc.dictionary(name, fc.oneof({ weight: 5, arbitrary: toxic }, fc.jsonValue()), { maxKeys: 3 });
const toxics = fc.record(
  { down: fc.constantFrom(true, false, 1), upstream: stream, downstream: stream, other: fc.constant(1) },
  { requiredKeys: [] },
);

function messageOf(value: unknown): string {
  try {
    decodeToxics(value);
  } catch (error) {
    if (error instanceof ProtocolError && error.code === 'bad-request') return error.message;
    throw error;
  }
  throw new Error('Expected these toxics to be refused');
}

describe('decodeToxics', () => {
  it('takes every toxic with every field, and gives it back', () => {
    const every = { down: true, upstream: ALL, downstream: DOWNSTREAM };
    expect(decodeToxics(every)).toEqual(every);
    expect(decodeToxics({})).toEqual({});
  });

  it('gives toxics back in one order, and leaves out directions that have none', () => {
    const mixed = { downstream: { bandwidth: { rate: 1 }, latency: { jitter: 1, latency: 2 } }, upstream: {} };
    expect(JSON.stringify(decodeToxics(mixed))).toBe(
      '{"downstream":{"latency":{"latency":2,"jitter":1},"bandwidth":{"rate":1}}}',
    );
  });

  it.each([
    ['downstream.latency.latency', { downstream: { latency: {} } }],
    ['downstream.latency.latency', { downstream: { latency: { latency: -1 } } }],
    ['downstream.latency.latency', { downstream: { latency: { latency: '5' } } }],
    ['downstream.latency.jitter', { downstream: { latency: { latency: 1, jitter: TOXIC_LIMITS.latencyMs + 1 } } }],
    ['upstream.bandwidth.rate', { upstream: { bandwidth: { rate: 1e300 } } }],
    ['upstream.bandwidth.rate', { upstream: { bandwidth: { rate: null } } }],
    ['upstream.slicer.average_size', { upstream: { slicer: { average_size: 0 } } }],
    ['upstream.slicer.average_size', { upstream: { slicer: { average_size: 1.5 } } }],
    ['upstream.slicer.size_variation', { upstream: { slicer: { average_size: 4, size_variation: 4 } } }],
    ['upstream.slicer.delay', { upstream: { slicer: { average_size: 4, delay: 1e9 } } }],
    ['upstream.limit_data.bytes', { upstream: { limit_data: { bytes: 0.5 } } }],
    ['upstream.reset_peer.timeout', { upstream: { reset_peer: { timeout: TOXIC_LIMITS.timeoutMs + 1 } } }],
    ['upstream.timeout.timeout', { upstream: { timeout: {} } }],
    ['upstream.slow_close.delay', { upstream: { slow_close: { delay: true } } }],
    ['upstream.slow_close', { upstream: { slow_close: [] } }],
    ['upstream.buffer', { upstream: { buffer: { bytes: 1 } } }],
    ['downstream.buffer.bytes', { downstream: { buffer: { bytes: 0 } } }],
    ['downstream', { downstream: [] }],
    ['down', { down: false }],
    ['"slicr"', { downstream: { slicr: { average_size: 4 } } }],
    ['"averageSize"', { downstream: { slicer: { average_size: 4, averageSize: 4 } } }],
    ['"up"', { up: {} }],
    ['"__proto__"', JSON.parse('{"downstream":{"__proto__":{"latency":{"latency":1}}}}')],
    ['an object', []],
    ['an object', null],
  ])('refuses, naming %s, %j', (field, value) => {
    expect(messageOf(value)).toContain(field);
  });

  it('never throws anything but a bad request, and gives back what it gives back', () => {
    fc.assert(
      fc.property(fc.oneof({ weight: 5, arbitrary: toxics }, fc.jsonValue(), fc.anything()), (value) => {
        try {
          const decoded = decodeToxics(value);
          expect(decodeToxics(decoded)).toEqual(decoded);
          expect(JSON.parse(JSON.stringify(decoded))).toEqual(decoded);
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError);
          expect(error).toMatchObject({ code: 'bad-request' });
        }
      }),
      { numRuns: 2000 },
    );
  });
});
