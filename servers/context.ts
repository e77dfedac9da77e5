import type { ServerSettings } from '../lib/protocol/index.ts';
import type { AuthGate } from './auth/gate.ts';
import type { Guard } from './http/guard.ts';
import type { Log } from './log/log.ts';
import type { Limits } from './options.ts';
import type { Timing } from './timing.ts';

/** What a server is made of: everything that it shares with the others. */
export interface Context {
  readonly log: Log;
  readonly guard: Guard;
  readonly limits: Limits;
  readonly timing: Timing;
  /** How the server differs from the common ones; where nothing is said, it does not. */
  readonly settings: ServerSettings;
  /** Who may use the server, where it asks. The common servers ask nobody, and neither does control. */
  readonly auth?: AuthGate;
  /** Whether the server is shutting down: new requests are then answered `shutting-down`. */
  isClosing: boolean;
}

/** A running server of one transport, or control. */
export interface Server {
  /** The port that it listens on. */
  readonly port: number;
  /** How many connections are open. */
  connections(): number;
  /** Resets every connection. @returns how many there were */
  drop(): number;
  /** Ends politely what is open, then closes. May be called twice. */
  close(): Promise<void>;
}
