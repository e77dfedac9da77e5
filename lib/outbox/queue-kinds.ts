/** The queues that are compared. */
export const QUEUE_KINDS = ['new-id', 'kept-id', 'one-sender'] as const;

/** One of them: in `localStorage` with an id made at every send, the same with an id made once, and the outbox. */
export type QueueKind = (typeof QUEUE_KINDS)[number];
