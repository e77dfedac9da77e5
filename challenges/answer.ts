/**
 * What `#answer` means to the type checker: the public names of every challenge, typed as the starts declare them. When a
 * grade runs, the grader puts the answer that it grades in its place.
 */
export { TypedEventEmitter, type EmitterOptions, type EventHandler } from './01-event-emitter/start/answer.ts';
export {
  ExponentialBackoff,
  retry,
  type BackoffOptions,
  type Jitter,
  type RetryOptions,
} from './02-backoff/start/answer.ts';
export { MessageBatcher, type MessageBatcherOptions } from './03-message-batcher/start/answer.ts';
export {
  KeyedLimiter,
  SlidingWindowLimiter,
  TokenBucket,
  type KeyedLimiterOptions,
  type SlidingWindowOptions,
  type TokenBucketOptions,
} from './04-rate-limiter/start/answer.ts';
export { Heartbeat, type HeartbeatOptions } from './05-heartbeat/start/answer.ts';
export {
  ReconnectingSocket,
  type ReconnectBackoff,
  type ReconnectingSocketOptions,
  type SocketEvents,
} from './06-reconnecting-socket/start/answer.ts';
export {
  createTypingNotifier,
  TypingRoster,
  type TypingNotifier,
  type TypingNotifierOptions,
  type TypingRosterOptions,
} from './07-typing-indicator/start/answer.ts';
export {
  PresenceTracker,
  type Beat,
  type PresenceListener,
  type PresenceOptions,
  type PresenceStatus,
} from './08-presence/start/answer.ts';
export { OptimisticStore, type OptimisticStoreOptions } from './09-optimistic-updates/start/answer.ts';
export { RpcError, SocketRpc } from './10-rpc/start/answer.ts';
export {
  OfflineQueue,
  type OfflineQueueOptions,
  type QueueBackoff,
  type QueueEntry,
  type QueueHandler,
  type QueueStorage,
} from './11-offline-queue/start/answer.ts';
export {
  SubscriptionManager,
  type SubscriptionManagerOptions,
  type SubscriptionMessage,
  type TopicEvent,
  type TopicHandler,
} from './12-subscriptions/start/answer.ts';
export { createSseParser, type SseEvent, type SseParser, type SseParserOptions } from './13-sse-parser/start/answer.ts';
export {
  encodeFrame,
  FrameDecoder,
  FrameError,
  type DecodedFrame,
  type FrameDecoderOptions,
  type FrameToEncode,
} from './14-frame-codec/start/answer.ts';
export { acceptKey, checkUpgrade } from './15-handshake/start/answer.ts';
export {
  LongPollClient,
  type LongPollOptions,
  type PollBackoff,
  type PolledEvent,
} from './16-long-poll-client/start/answer.ts';
export { OrderedInbox, type OrderedInboxOptions } from './17-ordered-inbox/start/answer.ts';
export { apply, invert, transform, type Op } from './18-text-ot/start/answer.ts';
export { GCounter, LWWRegister, ORSet, PNCounter } from './19-crdt/start/answer.ts';
export { diff, DiffSync, patch, type Patch } from './20-state-diff/start/answer.ts';
export { HashRing } from './21-hash-ring/start/answer.ts';
export {
  Broadcaster,
  type BroadcastClient,
  type BroadcasterOptions,
  type BroadcasterStats,
  type OverflowPolicy,
} from './22-broadcaster/start/answer.ts';
export { throttleLatest, type Throttled, type ThrottleOptions } from './23-latest-throttle/start/answer.ts';
export {
  useSocket,
  type SocketState,
  type UseSocketOptions,
  type UseSocketResult,
} from './24-use-socket/start/answer.ts';
