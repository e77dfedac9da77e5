import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TRANSPORT_IDS } from '../../../lib/protocol/index.ts';
import { FIELDS } from '../../../lib/wire/fields/index.ts';
import type { Entry } from '../../../lib/wire/index.ts';
import { bytesOfStep, crlf, feed, type Step } from '../transcript.ts';

const STREAMS: readonly (readonly Step[])[] = [
  [
    ['up', crlf('POST /events HTTP/1.1\nContent-Type: application/json\nContent-Length: 10\n\n{"id":"p"} ')],
    ['down', crlf('HTTP/1.1 100 Continue\n\nHTTP/1.1 201 Created\nContent-Type: application/json\n')],
    ['down', crlf('Transfer-Encoding: chunked\n\n3;x=y\n{"s\n6\neq":1}\n0\nA: b\n\n')],
    ['up', crlf('GET / HTTP/1.1\n\n')],
    ['down', crlf('HTTP/1.1 200 OK\nContent-Type: text/plain\n\nto the end')],
  ],
  [
    ['up', crlf('GET /events?topic=a HTTP/1.1\n\n')],
    ['down', crlf('HTTP/1.1 200 OK\nContent-Type: text/event-stream\nTransfer-Encoding: chunked\n\n')],
    ['down', 'f\r\nid: 1\ndata: {}\n\n\r\n4\r\n:\r\n\r\r\n0\r\n\r\n'],
  ],
  [
    ['up', crlf('GET /socket.io/?EIO=4 HTTP/1.1\nConnection: Upgrade\nUpgrade: websocket\n\n')],
    [
      'down',
      crlf('HTTP/1.1 101 A\nConnection: Upgrade\nUpgrade: websocket\nSec-WebSocket-Extensions: permessage-deflate\n\n'),
    ],
    ['down', '\x81\x0642["e"]\x8a\x00\xc1\x04\xaa\xae\x05\x00\x88\x02\x03\xe8'],
    ['up', '\x81\x86\0\0\0\x0042["e"]'],
  ],
];

/** Random bytes change some of a valid stream; directions may end, and bytes may be missing. */
const mutated = fc
  .record({
    stream: fc.constantFrom(...STREAMS),
    changes: fc.array(fc.record({ step: fc.nat(6), at: fc.nat(150), byte: fc.nat(255), cuts: fc.boolean() }), {
      maxLength: 4,
    }),
    gap: fc.option(fc.record({ before: fc.nat(6), direction: fc.constantFrom('up' as const, 'down' as const) })),
    end: fc.option(fc.constantFrom('up' as const, 'down' as const)),
  })
  .map(({ stream, changes, gap, end }): Step[] => {
    const steps: Step[] = stream.map((step) =>
      Array.isArray(step) ? [step[0] as 'up' | 'down', Uint8Array.from(bytesOfStep(step[1] as string))] : step,
    );
    for (const { step, at, byte, cuts } of changes) {
      const bytes = stepBytes(steps[step]);
      if (!bytes || at >= bytes.length) continue;
      if (cuts) bytes.copyWithin(at, at + 1);
      bytes[at] = byte;
    }
    if (gap) steps.splice(gap.before, 0, { gap: 10, direction: gap.direction });
    if (end) steps.push({ end });
    return steps;
  });

function stepBytes(step: Step | undefined): Uint8Array | undefined {
  return step && 'length' in step && typeof step[1] !== 'string' ? step[1] : undefined;
}

/** The same bytes in pieces of the given lengths. */
function cutBy(lengths: readonly number[]) {
  return (bytes: Uint8Array): Uint8Array[] => {
    const pieces: Uint8Array[] = [];
    let at = 0;
    for (let index = 0; at < bytes.length; index++) {
      const length = lengths[index % lengths.length] ?? 1;
      pieces.push(bytes.subarray(at, at + length));
      at += length;
    }
    return pieces;
  };
}

const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }).map(cutBy);
const limits = fc.constantFrom({}, { entryBytes: 32, contentBytes: 8 }, { headBytes: 64 });

describe('whatever the bytes are', () => {
  it('every one of them is in exactly one span, and nothing throws', () => {
    const steps = fc.array(
      fc.oneof(
        fc.tuple(fc.constantFrom('up' as const, 'down' as const), fc.uint8Array({ maxLength: 200 })),
        fc.record({ gap: fc.nat(100), direction: fc.constantFrom('up' as const, 'down' as const) }),
      ),
      { maxLength: 6 },
    );
    const transport = fc.constantFrom(undefined, ...TRANSPORT_IDS);
    fc.assert(
      fc.property(steps, cuts, fc.tuple(transport, limits), (random, cut, [id, limit]) => {
        feed(random, { cut, limits: limit, ...(id && { transport: id }) });
      }),
      { numRuns: 150 },
    );
  });

  it('a stream with some bytes changed is accounted for as well', () => {
    fc.assert(
      fc.property(mutated, cuts, limits, (steps, cut, limit) => {
        feed(steps, { cut, limits: limit });
      }),
      { numRuns: 300 },
    );
  });

  it('how they are cut makes no difference where nothing is missing', () => {
    const whole = mutated.filter((steps) => steps.every((step) => !('gap' in step)));
    fc.assert(
      fc.property(whole, cuts, limits, (steps, cut, limit) => {
        const options = { limits: limit, checksAlways: false };
        expect(feed(steps, { ...options, cut })).toEqual(feed(steps, options));
      }),
      { numRuns: 200 },
    );
  });

  it('every field is in the dictionary', () => {
    fc.assert(
      fc.property(mutated, (steps) => {
        const { entries, pending } = feed(steps, { checksAlways: false });
        expect([...entries, ...pending].flatMap(fieldsOf).filter((field) => !Object.hasOwn(FIELDS, field))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

function fieldsOf({ spans, layers }: Entry): string[] {
  return [
    ...spans.flatMap(({ field, bits }) => [field, ...(bits ?? []).map((bit) => bit.field)]),
    ...layers.flatMap(({ facts }) => facts.map(({ field }) => field)),
  ];
}
