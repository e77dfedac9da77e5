import type { Content } from '../content.ts';
import type { Dissection } from '../dissection.ts';
import { dissectBinary } from '../json.ts';

/** The most attachments of one packet that are waited for. Only a mistake or an attack has more. */
export const MAX_ATTACHMENTS = 10_000;

/** Which binary messages belong to the packet before them. @see the Socket.IO protocol, revision 5, "Binary event" */
export interface Attachments {
  /** A packet says how many follow. */
  announce(total: number): void;
  /** Another packet of Socket.IO comes. @returns how many are missing */
  interrupt(): number;
  /** A binary message comes. @returns which of how many it is; undefined where none is due */
  next(): { readonly number: number; readonly total: number } | undefined;
}

export function createAttachments(): Attachments {
  let total = 0;
  let came = 0;
  return {
    announce(count) {
      total = count;
      came = 0;
    },
    interrupt() {
      const missing = total - came;
      total = came = 0;
      return missing;
    },
    next() {
      return came < total ? { number: ++came, total } : undefined;
    },
  };
}

/** Reads a binary message, which can be nothing but an attachment. */
export function dissectAttachment(content: Content, attachments: Attachments): Dissection {
  const binary = dissectBinary(content);
  const which = attachments.next();
  if (!which) return { ...binary, problem: 'no packet of Socket.IO announced this attachment' };
  const value = `attachment ${which.number} of ${which.total}`;
  return {
    ...binary,
    layers: [
      { name: 'socket-io', title: value, facts: [{ field: 'socket-io.attachment', value }], content },
      ...binary.layers,
    ],
  };
}
