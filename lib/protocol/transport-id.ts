/**
 * The five transports, in the order in which the course teaches them. The same five names are used for folders,
 * addresses, colours and tests.
 */
export const TRANSPORT_IDS = ['polling', 'long-polling', 'sse', 'websocket', 'socket-io'] as const;

/** One of the five transports. */
export type TransportId = (typeof TRANSPORT_IDS)[number];

/** Tells whether `value` is one of the five transport ids. */
export function isTransportId(value: unknown): value is TransportId {
  return (TRANSPORT_IDS as readonly unknown[]).includes(value);
}
