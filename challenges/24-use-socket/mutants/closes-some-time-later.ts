// Mistake: The clean-up waits a moment before closing, to outlive the double mount of Strict Mode.
// Caught by: Leaving closes at once and for good > an open socket
import { useCallback, useLayoutEffect, useRef, useSyncExternalStore } from 'react';

export type SocketState = 'idle' | 'connecting' | 'open' | 'closed';

export interface UseSocketOptions {
  protocols?: string | string[];
  onMessage?: (event: MessageEvent) => void;
  createSocket?: (url: string, protocols?: string | string[]) => WebSocket;
}

export interface UseSocketResult {
  state: SocketState;
  lastMessage: unknown;
  send: (data: string | ArrayBuffer | Blob) => void;
}

interface Snapshot {
  readonly state: SocketState;
  readonly lastMessage: unknown;
}

interface User {
  changed: () => void;
  message: (event: MessageEvent) => void;
}

const IDLE: Snapshot = { state: 'idle', lastMessage: null };

const inUse = new Map<string, SharedSocket>();

class SharedSocket {
  snapshot: Snapshot = { state: 'connecting', lastMessage: null };
  readonly #socket: WebSocket;
  readonly #users = new Set<User>();

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onopen = () => this.#set({ ...this.snapshot, state: 'open' });
    socket.onclose = () => this.#set({ ...this.snapshot, state: 'closed' });
    socket.onmessage = (event: MessageEvent<unknown>) => {
      for (const user of this.#users) user.message(event);
      this.#set({ ...this.snapshot, lastMessage: event.data });
    };
  }

  join(user: User): void {
    this.#users.add(user);
  }

  leave(user: User): boolean {
    this.#users.delete(user);
    if (this.#users.size > 0) return false;
    this.#socket.onopen = null;
    this.#socket.onclose = null;
    this.#socket.onmessage = null;
    setTimeout(() => this.#socket.close(), 100);
    return true;
  }

  send(data: string | ArrayBuffer | Blob): void {
    this.#socket.send(data);
  }

  #set(snapshot: Snapshot): void {
    this.snapshot = snapshot;
    for (const user of this.#users) user.changed();
  }
}

export function useSocket(url: string | null, options: UseSocketOptions = {}): UseSocketResult {
  const { protocols } = options;
  const key = url === null ? null : JSON.stringify([url, protocols === undefined ? [] : [protocols].flat()]);

  const latest = useRef({ url, options });
  useLayoutEffect(() => {
    latest.current = { url, options };
  });

  const subscribe = useCallback(
    (changed: () => void) => {
      const { url, options } = latest.current;
      if (key === null || url === null) return () => {};
      let shared = inUse.get(key);
      if (shared === undefined) {
        const create = options.createSocket ?? openWebSocket;
        shared = new SharedSocket(create(url, options.protocols));
        inUse.set(key, shared);
      }
      const user: User = { changed, message: (event) => latest.current.options.onMessage?.(event) };
      const joined = shared;
      joined.join(user);
      return () => {
        if (joined.leave(user)) inUse.delete(key);
      };
    },
    [key],
  );

  const getSnapshot = (): Snapshot => (key === null ? IDLE : (inUse.get(key)?.snapshot ?? IDLE));
  const { state, lastMessage } = useSyncExternalStore(subscribe, getSnapshot, () => IDLE);

  const send = useCallback(
    (data: string | ArrayBuffer | Blob) => {
      if (key !== null) inUse.get(key)?.send(data);
    },
    [key],
  );
  return { state, lastMessage, send };
}

function openWebSocket(url: string, protocols?: string | string[]): WebSocket {
  return new WebSocket(url, protocols);
}
