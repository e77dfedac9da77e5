export {
  AUTH_METHODS,
  type Authenticated,
  type AuthEnd,
  type AuthGrant,
  type AuthMethod,
  type AuthRequest,
  type AuthSettings,
  decodeAuthRequest,
  decodeToken,
  MAX_LIFETIME_MS,
  MAX_TOKEN_BYTES,
  UNAUTHORIZED_CLOSE,
} from './auth.ts';
export { isTransportId, TRANSPORT_IDS, type TransportId } from './transport-id.ts';
export {
  ERROR_STATUS,
  type ErrorCode,
  isErrorCode,
  type Problem,
  ProtocolError,
  type ProtocolErrorDetails,
} from './errors.ts';
export {
  HEADERS,
  MAX_JSON_DEPTH,
  MAX_RAW_CONNECTIONS,
  POLL_LIMIT,
  POLL_MAX_BYTES,
  RESTART_DOWN_MS,
  SUBPROTOCOL,
  WAIT_MS,
} from './limits.ts';
export {
  type ClaimDetails,
  type ClaimOutcome,
  type ClaimStage,
  decodeClaimCounts,
  decodeClaimOutcome,
  decodeClaimStage,
} from './claim.ts';
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
export {
  decodeRawCommand,
  decodeRestart,
  decodeSessionRequest,
  type Direction,
  type Endpoint,
  type RawCommand,
  type RawReport,
  type ServerSettings,
  type SessionInfo,
  type SessionRequest,
  type StreamToxics,
  type Telemetry,
  type Toxics,
  type Traffic,
  type WireBytes,
  type WireConnection,
} from './session.ts';
export { decodeToxics, TOXIC_LIMITS } from './toxics.ts';
export { decodeBase64, decodeSessionInfo, decodeTelemetry, decodeWire, decodeWireConnection } from './telemetry.ts';
