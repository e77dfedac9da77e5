/** How present a user is, from most to least. */
export type PresenceStatus = 'online' | 'away' | 'offline';

/** What a tracker is made with. */
export interface PresenceOptions {
  /** A connection that has been silent for so long is away, in ms. @default 30000 */
  awayAfterMs?: number;
  /** A connection that has been silent for so long is offline, in ms; not below `awayAfterMs`. @default 60000 */
  offlineAfterMs?: number;
  /** A clock in ms. @default Date.now */
  now?: () => number;
}

/** A sign of life of one connection. */
export interface Beat {
  connectionId: string;
  /** What the connection says of its user. @default 'online' */
  status?: 'online' | 'away';
}

/** Hears of a user whose status has changed. */
export type PresenceListener = (userId: string, status: PresenceStatus) => void;

/** Knows how present each user is, over all of the user's connections. */
export class PresenceTracker {
  constructor(options: PresenceOptions = {}) {
    void options;
  }

  /** Takes a sign of life. */
  beat(userId: string, beat: Beat): void {
    void userId;
    void beat;
  }

  /** Takes note that a connection has ended. */
  leave(userId: string, connectionId: string): void {
    void userId;
    void connectionId;
  }

  /** Tells the listeners what time has changed. */
  sweep(): void {}

  /** How present a user is now. */
  get(userId: string): PresenceStatus {
    void userId;
    return 'away';
  }

  /** Who is online now, in any order. */
  online(): string[] {
    return [];
  }

  /** Has `listener` called at every change, until the function that is returned has been called. */
  subscribe(listener: PresenceListener): () => void {
    void listener;
    return () => {};
  }
}
