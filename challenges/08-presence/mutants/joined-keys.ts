// Mistake: A connection is found by its user and its own id joined by a colon, which two pairs may share.
// Caught by: A user is as present as the most present connection > users do not share connections
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

/** What a connection said last, and when. */
interface Connection {
  status: 'online' | 'away';
  seenAtMs: number;
}

interface User {
  connections: Map<string, Connection>;
  /**
   * What the listeners were told last. It is not the user's status: that follows from the connections and the clock, and is
   * worked out whenever somebody asks. This is only there to find out whether there is news.
   */
  told: PresenceStatus;
}

/** Knows how present each user is, over all of the user's connections. */
export class PresenceTracker {
  readonly #awayAfterMs: number;
  readonly #offlineAfterMs: number;
  readonly #now: () => number;
  /** A map of maps and no joined keys: `a:b` + `c` and `a` + `b:c` would be the same key. */
  readonly #users = new Map<string, User>();
  readonly #listeners = new Set<PresenceListener>();

  constructor({ awayAfterMs = 30_000, offlineAfterMs = 60_000, now = Date.now }: PresenceOptions = {}) {
    checkDuration('awayAfterMs', awayAfterMs);
    checkDuration('offlineAfterMs', offlineAfterMs);
    if (awayAfterMs > offlineAfterMs) {
      throw new RangeError(`Expected \`awayAfterMs\` to be at most \`offlineAfterMs\`, got ${awayAfterMs}`);
    }
    if (typeof now !== 'function') throw new TypeError(`Expected \`now\` to be a function, got ${typeof now}`);
    this.#awayAfterMs = awayAfterMs;
    this.#offlineAfterMs = offlineAfterMs;
    this.#now = now;
  }

  /** Takes a sign of life. */
  beat(userId: string, { connectionId, status = 'online' }: Beat): void {
    let user = this.#users.get(userId);
    if (user === undefined) {
      // Nobody was told anything of a stranger, which is as much as being told that they are offline.
      user = { connections: new Map(), told: 'offline' };
      this.#users.set(userId, user);
    }
    user.connections.set(connectionId, { status, seenAtMs: this.#now() });
    this.#tell(userId, user);
  }

  /** Takes note that a connection has ended. */
  leave(userId: string, connectionId: string): void {
    for (const [otherId, user] of this.#users) {
      for (const id of user.connections.keys()) {
        if (`${otherId}:${id}` === `${userId}:${connectionId}`) user.connections.delete(id);
      }
      this.#tell(otherId, user);
    }
  }

  /** Tells the listeners what time has changed, and forgets what is gone. */
  sweep(): void {
    // A map may change while it is walked, so a listener may add and remove users in here.
    for (const [userId, user] of this.#users) {
      for (const [connectionId, connection] of user.connections) {
        // A tab that has died never says so. Without this every one of them would stay for ever.
        if (this.#statusOf(connection) === 'offline') user.connections.delete(connectionId);
      }
      this.#tell(userId, user);
    }
  }

  /** How present a user is now. */
  get(userId: string): PresenceStatus {
    const user = this.#users.get(userId);
    return user === undefined ? 'offline' : this.#mostPresent(user);
  }

  /** Who is online now, in any order. */
  online(): string[] {
    return [...this.#users].filter(([, user]) => this.#mostPresent(user) === 'online').map(([userId]) => userId);
  }

  /** Has `listener` called at every change, until the function that is returned has been called. */
  subscribe(listener: PresenceListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** What a connection's last word is worth by now. */
  #statusOf({ status, seenAtMs }: Connection): PresenceStatus {
    const silentMs = this.#now() - seenAtMs;
    // Offline first: where both limits are the same, the connection is offline and never away.
    if (silentMs >= this.#offlineAfterMs) return 'offline';
    return silentMs >= this.#awayAfterMs ? 'away' : status;
  }

  #mostPresent(user: User): PresenceStatus {
    // Each connection by its own clock. The latest beat of any tab joined with the best status of any tab would make an
    // active user out of a tab that is awake but idle and one that died half a minute ago.
    const statuses = [...user.connections.values()].map((connection) => this.#statusOf(connection));
    if (statuses.includes('online')) return 'online';
    return statuses.includes('away') ? 'away' : 'offline';
  }

  #tell(userId: string, user: User): void {
    const status = this.#mostPresent(user);
    // Before the listeners run: what they see and do must fit what they are told.
    if (user.connections.size === 0) this.#users.delete(userId);
    if (status === user.told) return;
    user.told = status;
    for (const listener of this.#listeners) listener(userId, status);
  }
}

function checkDuration(name: string, value: unknown): void {
  if (typeof value !== 'number') throw new TypeError(`Expected \`${name}\` to be a number, got ${typeof value}`);
  if (!(value >= 0 && value < Infinity)) {
    throw new RangeError(`Expected \`${name}\` to be finite and not negative, got ${value}`);
  }
}
