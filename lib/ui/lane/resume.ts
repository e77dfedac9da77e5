import type { TransportId } from '../../protocol/index.ts';

/** The transports whose clients can be told not to resume: those that do not by themselves, and had to be taught. */
export const OPTIONAL_RESUME = ['websocket', 'socket-io'] as const satisfies readonly TransportId[];

/** A transport whose client can be told not to resume. */
export type OptionalResume = (typeof OPTIONAL_RESUME)[number];

/** Tells whether the client of a transport can be told not to resume. */
export const isOptionalResume = (id: string): id is OptionalResume =>
  (OPTIONAL_RESUME as readonly string[]).includes(id);
