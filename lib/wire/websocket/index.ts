export { acceptKey, HANDSHAKE_GUID } from './accept-key.ts';
export { type CloseCode, closeCode } from './close-code.ts';
export { encodeFrame, type FrameParts } from './encode.ts';
export { MAX_CONTROL_BYTES } from './header-spans.ts';
export { isControl, opcodeName, OPCODES } from './opcode.ts';
export type { DeflateAgreement } from './inflate.ts';
export { createFrameStream, type FrameStream, type FrameStreamOptions } from './stream.ts';
