import { decode, encode } from '@msgpack/msgpack';
import { describe, expect, it } from 'vitest';
import { codecsOf, deflate, inflate, sizeOf } from '../../../lib/ui/message-sizes/forms.ts';
import { paceOf } from '../../../lib/ui/message-sizes/pace.ts';
import { dataFrames } from '../../../lib/ui/message-sizes/weigh.ts';

const packer = { encode: (value: unknown) => encode(value), decode: (bytes: Uint8Array) => decode(bytes) };
const MESSAGES = [
  { type: 'price', bid: 101.25, tags: ['a', 'ü'] },
  { type: 'price', bid: 101.5, tags: ['a', 'ü'] },
];

describe('the forms', () => {
  const codecs = codecsOf(MESSAGES, packer);

  it.each(Object.keys(codecs) as (keyof typeof codecs)[])('read back what was sent as %s', (id) => {
    expect(codecs[id].decode(codecs[id].encode(MESSAGES) ?? [])).toEqual(MESSAGES);
  });

  it('send the first message whole and then what has changed', () => {
    expect(codecs.patch.encode(MESSAGES)?.[1]).toBe('{"bid":101.5}');
    expect(codecs.patch.encode([{ a: 1 }, { a: null }])).toBeUndefined();
  });

  it('are as large as their bytes, not as their letters', async () => {
    expect(sizeOf('ü€')).toBe(5);
    expect(sizeOf(Uint8Array.of(1, 2, 3))).toBe(3);
    const text = 'the same and '.repeat(50);
    const deflated = await deflate(text);
    expect(deflated.length).toBeLessThan(text.length / 5);
    await expect(inflate(deflated)).resolves.toBe(text);
  });
});

describe('frames at the edge', () => {
  const frame = (...bytes: number[]) =>
    ({ direction: 'up', kind: 'frame', bytes: Uint8Array.from(bytes) }) as Parameters<typeof dataFrames>[0][number];

  it('are weighed without control frames, header and payload apart', () => {
    const long = frame(0x82, 0xfe, 0, 126, ...Array.from({ length: 4 + 126 }, () => 0));
    expect(dataFrames([frame(0x81, 0x82, 1, 2, 3, 4, 5, 6), frame(0x88, 0x80, 1, 2, 3, 4), long])).toEqual([
      { headerBytes: 6, payloadBytes: 2 },
      { headerBytes: 8, payloadBytes: 126 },
    ]);
  });
});

describe('the pace of some work', () => {
  it('is told by its fastest look, so that a pause of the machine does not count', async () => {
    let now = 0;
    let calls = 0;
    const work = (): void => void (now += calls++ === 3 ? 500 : 2);
    const pace = await paceOf(work, () => void (now += 1), { now: () => now, pause: () => Promise.resolve() });
    expect(pace).toBe(2);
  });
});
