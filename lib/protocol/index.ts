export { isTransportId, TRANSPORT_IDS, type TransportId } from './transport-id.ts';
export {
  ERROR_STATUS,
  type ErrorCode,
  isErrorCode,
  type Problem,
  ProtocolError,
  type ProtocolErrorDetails,
} from './errors.ts';
export { HEADERS, MAX_JSON_DEPTH, POLL_LIMIT, POLL_MAX_BYTES, SUBPROTOCOL, WAIT_MS } from './limits.ts';
export { jsonDepth, parseJson } from './json.ts';
export { type Bounds, decodeEvent, type LabEvent, type PublishRequest, type Reset } from './event.ts';
export { describe, isName, isPosition, isPublishId, isRecord, readDigits } from './fields.ts';
export {
  type Ack,
  type ClientMessage,
  decodeBounds,
  decodeClientMessage,
  decodeErrorFields,
  decodePublish,
  decodeReset,
  decodeServerMessage,
  decodeSubscribe,
  decodeUnsubscribe,
  type ServerMessage,
  type SubscribeRequest,
} from './messages.ts';
export type {
  Direction,
  Endpoint,
  ServerSettings,
  SessionInfo,
  SessionRequest,
  StreamToxics,
  Telemetry,
  Toxics,
  Traffic,
  WireBytes,
  WireConnection,
} from './session.ts';
