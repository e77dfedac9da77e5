export type { ConnectionDecoder, ConnectionDecoderOptions, CreateConnectionDecoder } from './connection/decoder.ts';
export type { Content, ContentSpan, Piece } from './content.ts';
export { bytesOf, contentAt, sliceContent, toStream } from './content.ts';
export type { Dissection } from './dissection.ts';
export { joinMentions } from './dissection.ts';
export type { WireLimits } from './limits.ts';
export { WIRE_LIMITS } from './limits.ts';
export type * from './span.ts';
