export { hangBell, type Bell } from './bell.ts';
export { type DiskStoreOptions, openDiskStore } from './disk-store.ts';
export { createMemoryStore } from './memory-store.ts';
export {
  type NewMessage,
  OutboxError,
  type OutboxErrorCode,
  type OutboxStore,
  type QueuedMessage,
  type StoredQueue,
} from './message.ts';
export { createOutbox, type Delivered, type Outbox, type OutboxOptions, type OutboxState } from './outbox.ts';
export { createPublishSocket, type PublishSocket } from './publish-socket.ts';
