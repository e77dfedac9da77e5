export { acceptKey, HANDSHAKE_GUID } from './accept-key.ts';
export { type CloseCode, closeCode } from './close-code.ts';
export { encodeFrame, type FrameParts } from './encode.ts';
export { isControl, opcodeName, OPCODES } from './opcode.ts';
