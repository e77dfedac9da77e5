import { constants, deflateRawSync } from 'node:zlib';
import type { LabMeasure } from '../claim.ts';

/** The empty block at the end of a flush, which is not sent. @see RFC 7692 section 7.2.1 */
const TAIL_BYTES = 4;

export const measure: LabMeasure = async () => {
  const one = { userId: 'user123', x: 100.5, y: 200.75 };
  const single = Buffer.from(JSON.stringify(one));
  const many = Buffer.from(
    JSON.stringify(Array.from({ length: 100 }, (_, index) => ({ ...one, x: 100.5 + index, y: 200.75 - index / 4 }))),
  );
  const [small, large] = [deflatedBytes(single), deflatedBytes(many)];
  return {
    value: (1 - small / single.length) * 100,
    details: {
      'one position': `${single.length} B, deflated ${small} B`,
      'a hundred in one message': `${many.length} B, deflated ${large} B`,
    },
  };
};

function deflatedBytes(bytes: Buffer): number {
  return deflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).length - TAIL_BYTES;
}
