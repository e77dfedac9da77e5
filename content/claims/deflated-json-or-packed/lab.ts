import { deflateRawSync } from 'node:zlib';
import { encode } from '@msgpack/msgpack';
import type { LabMeasure } from '../claim.ts';

/** Positions of a pointer that wanders: always the same ones, and none in a pattern. */
const POSITIONS = Array.from({ length: 100 }, (_, index) => ({
  userId: `user-${index % 7}`,
  x: Math.round((512 + 300 * Math.sin(index * 1.7)) * 100) / 100,
  y: Math.round((384 + 200 * Math.cos(index * 2.3)) * 100) / 100,
}));

export const measure: LabMeasure = async () => {
  const json = Buffer.from(JSON.stringify(POSITIONS));
  const packed = encode(POSITIONS);
  const [deflatedJson, deflatedPacked] = [deflateRawSync(json).length, deflateRawSync(packed).length];
  return {
    value: (deflatedJson / deflatedPacked) * 100,
    details: {
      JSON: `${json.length} B, deflated ${deflatedJson} B`,
      MessagePack: `${packed.length} B, deflated ${deflatedPacked} B`,
    },
  };
};
