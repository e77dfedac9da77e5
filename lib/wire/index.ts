export {
  type Capture,
  CaptureError,
  type CaptureErrorCode,
  type CaptureRecord,
  decodeCapture,
  encodeCapture,
  MAX_CAPTURE_BYTES,
} from './capture.ts';
export { checkEntries, sumEntries, type Sums } from './check.ts';
export {
  type ConnectionDecoder,
  type ConnectionDecoderOptions,
  type CreateConnectionDecoder,
  createConnectionDecoder,
} from './connection/decoder.ts';
export type { Content, ContentSpan, Piece } from './content.ts';
export { bytesOf, contentAt, sliceContent, toStream } from './content.ts';
export { type Dissection, joinMentions } from './dissection.ts';
export { type Clause, describeField, type Field } from './fields/index.ts';
export { WIRE_LIMITS, type WireLimits } from './limits.ts';
export { encodePcap } from './pcap/index.ts';
export { type DecodedConnection, decodeRecords, Replay } from './replay.ts';
export type * from './span.ts';
