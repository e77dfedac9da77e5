import { type FrameDraft, frameOf, joinBytes } from './draft.ts';

/** Frames that are ready to be sent. */
export interface FrameExample {
  readonly label: string;
  readonly frames: readonly FrameDraft[];
}

const SUBSCRIBE = '{"op":"subscribe","topic":"lesson"}';
const BEGINNING = SUBSCRIBE.slice(0, 17);
const REST = SUBSCRIBE.slice(17);

/** First what is legal, then one broken rule each. */
export const FRAME_EXAMPLES: readonly FrameExample[] = [
  { label: 'Text', frames: [frameOf(1, SUBSCRIBE)] },
  { label: 'Ping', frames: [frameOf(9, 'hi')] },
  { label: 'Binary', frames: [frameOf(2, Uint8Array.of(1, 2, 3))] },
  {
    label: 'Two pieces, a ping between',
    frames: [frameOf(1, BEGINNING, { fin: false }), frameOf(9, 'mid'), frameOf(0, REST)],
  },
  { label: 'Close, 1000', frames: [closeFrame(1000, 'bye')] },
  { label: 'No mask', frames: [frameOf(1, SUBSCRIBE, { isMasked: false })] },
  { label: 'RSV1', frames: [frameOf(1, SUBSCRIBE, { rsv1: true })] },
  { label: 'Opcode 3', frames: [frameOf(3, SUBSCRIBE)] },
  { label: 'Not UTF-8', frames: [frameOf(1, Uint8Array.of(0xff, 0xfe))] },
  { label: 'A ping of 126 bytes', frames: [frameOf(9, 'p'.repeat(126))] },
  { label: 'Two messages interleaved', frames: [frameOf(1, BEGINNING, { fin: false }), frameOf(1, SUBSCRIBE)] },
  { label: '70,000 bytes', frames: [frameOf(1, 'x'.repeat(70_000))] },
];

/** A close frame with a code of any kind. */
export function closeFrame(code: number, reason = ''): FrameDraft {
  return frameOf(8, joinBytes([Uint8Array.of(code >> 8, code & 0xff), new TextEncoder().encode(reason)]));
}
