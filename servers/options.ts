import type { TransportId } from '../lib/protocol/index.ts';
import type { Timing } from './timing.ts';

/** The limits that every server of the lab holds. The README's table is made from {@link LIMIT_VARIABLES}. */
export interface Limits {
  /** Largest body or message, inclusive, in bytes. @default 65536 */
  maxMessageBytes: number;
  /** Requests and messages that one TCP connection may send in a second, GETs included. @default 100 */
  ratePerSecond: number;
  /** How many of them may come at once. @default 200 */
  rateBurst: number;
  /** Sockets per transport; the next is refused with 503 before any upgrade. @default 1000 */
  maxConnections: number;
  /** Topics that one connection may read at a time. @default 16 */
  maxTopicsPerConnection: number;
  /** Topics in the log. @default 1000 */
  maxTopics: number;
  /** Events that a topic keeps. @default 10000 */
  topicEvents: number;
  /** How long a topic keeps an event, in milliseconds. @default 600000 */
  topicAgeMs: number;
  /** Bytes of events that a topic keeps. @default 67108864 */
  topicBytes: number;
  /** Bytes of events that all topics keep together. @default 536870912 */
  logBytes: number;
  /** Sessions that control keeps open at once. @default 50 */
  maxSessions: number;
}

/** What {@link startLab} may be told; all of it has a default. */
export interface LabOptions {
  /** The address to bind. @default '127.0.0.1' */
  host?: string;
  /** The port of control; the transports take the five after it. 0 lets the system choose all six. @default 3100 */
  port?: number;
  /** Origins of pages that may connect besides those under localhost, 127.0.0.1 and [::1]. @default [] */
  origins?: readonly string[];
  /** Limits other than the defaults. */
  limits?: Partial<Limits>;
  /** Times other than the defaults, for tests. */
  timing?: Partial<Timing>;
}

/** A running lab. */
export interface Lab {
  /** Base addresses without a trailing slash: control and the five transports. */
  urls: { control: string } & Record<TransportId, string>;
  /** The id of the log that positions belong to. */
  log: string;
  /**
   * Stops one transport's server and starts it again on the same port. The log stays. For tests and for the page's
   * fault controls.
   */
  restart(id: TransportId): Promise<void>;
  /** How many connections one transport has open. */
  connections(id: TransportId): number;
  /** Resets every connection to one transport, as a failing network would. @returns how many there were */
  drop(id: TransportId): number;
  /** How many sessions are open. */
  sessions(): number;
  /** Stops everything; may be called twice. Fulfils when no socket and no timer is left. */
  close(): Promise<void>;
}

/** The limits where nothing else is said. */
export const DEFAULT_LIMITS: Limits = {
  maxMessageBytes: 64 * 1024,
  ratePerSecond: 100,
  rateBurst: 200,
  maxConnections: 1000,
  maxTopicsPerConnection: 16,
  maxTopics: 1000,
  topicEvents: 10_000,
  topicAgeMs: 10 * 60_000,
  topicBytes: 64 * 2 ** 20,
  logBytes: 512 * 2 ** 20,
  maxSessions: 50,
};
