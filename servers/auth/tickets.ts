import { randomBytes } from 'node:crypto';
import { ProtocolError } from '../../lib/protocol/index.ts';
import type { Identity } from './tokens.ts';

/** 128 bits: nobody guesses one while it lasts. */
const TICKET_BYTES = 16;

/** How many may wait to be used. */
const MAX_TICKETS = 1_000;

/** Words that each open one connection, once. */
export interface Tickets {
  /** @throws {ProtocolError} `server-full` where too many wait */
  issue(identity: Identity): string;
  /** Takes a ticket back. @returns nothing where it was used, is too old, or never was */
  redeem(ticket: string): Identity | undefined;
  /** Forgets those of a user. */
  forget(user: string): void;
}

// #region tickets
/** Makes an empty set of tickets, each good for `ticketMs`. */
export function createTickets({ ticketMs, now }: { ticketMs: number; now: () => number }): Tickets {
  const waiting = new Map<string, { identity: Identity; until: number }>();

  /** Those that are too old: a map keeps its order, so they come first. */
  function prune(): void {
    for (const [ticket, { until }] of waiting) {
      if (until > now()) break;
      waiting.delete(ticket);
    }
  }

  return {
    issue(identity) {
      prune();
      if (waiting.size >= MAX_TICKETS) throw new ProtocolError('server-full', 'Too many tickets wait to be used');
      const ticket = randomBytes(TICKET_BYTES).toString('base64url');
      waiting.set(ticket, { identity, until: now() + ticketMs });
      return ticket;
    },
    redeem(ticket) {
      prune();
      const found = waiting.get(ticket);
      // Whatever comes of it: a ticket that somebody else has read in a log is worth nothing.
      waiting.delete(ticket);
      return found?.identity;
    },
    forget(user) {
      for (const [ticket, { identity }] of waiting) if (identity.user === user) waiting.delete(ticket);
    },
  };
}
// #endregion tickets
