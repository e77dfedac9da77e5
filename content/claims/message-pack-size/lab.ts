import { deflateRawSync } from 'node:zlib';
import { encode } from '@msgpack/msgpack';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

const MESSAGES = {
  chat: {
    type: 'message',
    room: 'general',
    id: '5f0c1c1e-3c0b-4d7a-9b59-0d0f3c1f6a2d',
    from: 'Ada',
    at: 1_763_690_000_123,
    text: 'The engine might compose elaborate pieces of music of any degree of complexity.',
  },
  price: { type: 'price', symbol: 'ACME', bid: 101.25, ask: 101.5, at: 1_763_690_000_123, open: true },
  cursor: { type: 'cursor', user: 7, x: 512, y: 384 },
  numbers: Array.from({ length: 100 }, (_, index) => (index * 37) % 128),
};

export const measure: LabMeasure = async () => {
  const savings = Object.entries(MESSAGES).map(([name, message]): [string, number, string] => {
    const json = Buffer.from(JSON.stringify(message));
    const packed = encode(message);
    const deflated = `deflated ${deflateRawSync(json).length} and ${deflateRawSync(packed).length} B`;
    const saved = (1 - packed.length / json.length) * 100;
    return [name, saved, `${json.length} B, packed ${packed.length} B (${saved.toFixed(0)} % less), ${deflated}`];
  });
  const [chat] = savings;
  const shares = savings.map(([, saved]) => saved);
  expectControl(Math.max(...shares) - Math.min(...shares) > 10, 'savings that depend on the message');
  return {
    value: Math.round(chat?.[1] ?? Number.NaN),
    details: Object.fromEntries(savings.map(([name, , sizes]) => [name, sizes])),
  };
};
