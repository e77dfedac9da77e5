// Mistake: Of a stranger nothing has been told yet, and so a stranger who leaves is told as offline.
// Caught by: A stranger is offline > and stays so on leaving
export type PresenceStatus = 'online' | 'away' | 'offline';

export interface PresenceOptions {
  awayAfterMs?: number;
  offlineAfterMs?: number;
  now?: () => number;
}

export interface Beat {
  connectionId: string;
  status?: 'online' | 'away';
}

export type PresenceListener = (userId: string, status: PresenceStatus) => void;

interface Connection {
  status: 'online' | 'away';
  seenAtMs: number;
}

interface User {
  connections: Map<string, Connection>;
  told: PresenceStatus | undefined;
}

export class PresenceTracker {
  readonly #awayAfterMs: number;
  readonly #offlineAfterMs: number;
  readonly #now: () => number;
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

  beat(userId: string, { connectionId, status = 'online' }: Beat): void {
    const user = this.#userOf(userId);
    user.connections.set(connectionId, { status, seenAtMs: this.#now() });
    this.#tell(userId, user);
  }

  leave(userId: string, connectionId: string): void {
    const user = this.#userOf(userId);
    user.connections.delete(connectionId);
    this.#tell(userId, user);
  }

  sweep(): void {
    for (const [userId, user] of this.#users) {
      for (const [connectionId, connection] of user.connections) {
        if (this.#statusOf(connection) === 'offline') user.connections.delete(connectionId);
      }
      this.#tell(userId, user);
    }
  }

  get(userId: string): PresenceStatus {
    const user = this.#users.get(userId);
    return user === undefined ? 'offline' : this.#mostPresent(user);
  }

  online(): string[] {
    return [...this.#users].filter(([, user]) => this.#mostPresent(user) === 'online').map(([userId]) => userId);
  }

  subscribe(listener: PresenceListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #userOf(userId: string): User {
    const user = this.#users.get(userId) ?? { connections: new Map(), told: undefined };
    this.#users.set(userId, user);
    return user;
  }

  #statusOf({ status, seenAtMs }: Connection): PresenceStatus {
    const silentMs = this.#now() - seenAtMs;
    if (silentMs >= this.#offlineAfterMs) return 'offline';
    return silentMs >= this.#awayAfterMs ? 'away' : status;
  }

  #mostPresent(user: User): PresenceStatus {
    const statuses = [...user.connections.values()].map((connection) => this.#statusOf(connection));
    if (statuses.includes('online')) return 'online';
    return statuses.includes('away') ? 'away' : 'offline';
  }

  #tell(userId: string, user: User): void {
    const status = this.#mostPresent(user);
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
