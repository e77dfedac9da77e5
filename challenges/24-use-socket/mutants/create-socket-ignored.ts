// Mistake: a `WebSocket` is made although a `createSocket` was given.
// Caught by: A url connects > with the createSocket that is given
import { useCallback, useLayoutEffect, useRef, useSyncExternalStore } from 'react';

/** What is known of a socket: `idle` where there is none. */
export type SocketState = 'idle' | 'connecting' | 'open' | 'closed';

/** How a socket is opened and listened to. Every part may be written inline. */
export interface UseSocketOptions {
  /** The subprotocols to offer, compared by content. */
  protocols?: string | string[];
  /** Gets every message event. */
  onMessage?: (event: MessageEvent) => void;
  /**
   * Opens a socket.
   * @default (url, protocols) => new WebSocket(url, protocols)
   */
  createSocket?: (url: string, protocols?: string | string[]) => WebSocket;
}

/** What a component gets of its socket. */
export interface UseSocketResult {
  state: SocketState;
  /** The data of the newest message, `null` before the first. */
  lastMessage: unknown;
  /** Sends over the socket. */
  send: (data: string | ArrayBuffer | Blob) => void;
}

/** What components see. A new object at every change and at no other time: React compares it by identity. */
interface Snapshot {
  readonly state: SocketState;
  readonly lastMessage: unknown;
}

/** A component that uses a socket. */
interface User {
  changed: () => void;
  message: (event: MessageEvent) => void;
}

const IDLE: Snapshot = { state: 'idle', lastMessage: null };

/** The sockets that are in use, by url and protocols. It lives outside React: components come and go, also twice. */
const inUse = new Map<string, SharedSocket>();

/** A socket and the components that use it. */
class SharedSocket {
  snapshot: Snapshot = { state: 'connecting', lastMessage: null };
  readonly #socket: WebSocket;
  readonly #users = new Set<User>();

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onopen = () => this.#set({ ...this.snapshot, state: 'open' });
    socket.onclose = () => this.#set({ ...this.snapshot, state: 'closed' });
    socket.onmessage = (event: MessageEvent<unknown>) => {
      // Every message goes to the handlers here. React batches updates, so of a burst a render sees the last one only.
      for (const user of this.#users) user.message(event);
      this.#set({ ...this.snapshot, lastMessage: event.data });
    };
  }

  join(user: User): void {
    this.#users.add(user);
  }

  /** Says whether it was the last one. */
  leave(user: User): boolean {
    this.#users.delete(user);
    if (this.#users.size > 0) return false;
    // Detached first: the close event comes later, perhaps when the next socket is open already.
    this.#socket.onopen = null;
    this.#socket.onclose = null;
    this.#socket.onmessage = null;
    this.#socket.close();
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

/** Connects to `url` as long as the component is there; `null` connects to nothing. */
export function useSocket(url: string | null, options: UseSocketOptions = {}): UseSocketResult {
  const { protocols } = options;
  // Text, so that an equal array of another render is the same. It is the only thing that decides about connecting.
  const key = url === null ? null : JSON.stringify([url, protocols === undefined ? [] : [protocols].flat()]);

  // Everything else may be new at every render. It is read when it is needed, from here, and so is always the newest. Layout
  // effects run before the passive effect in which `useSyncExternalStore` subscribes.
  const latest = useRef({ url, options });
  useLayoutEffect(() => {
    latest.current = { url, options };
  });

  // React unsubscribes and subscribes again where this function is another one: that is, where the key is another one.
  const subscribe = useCallback(
    (changed: () => void) => {
      const { url, options } = latest.current;
      if (key === null || url === null) return () => {};
      let shared = inUse.get(key);
      if (shared === undefined) {
        // In the effect and not while rendering: React may render twice, or render and never show the result.
        shared = new SharedSocket(openWebSocket(url, options.protocols));
        inUse.set(key, shared);
      }
      const user: User = { changed, message: (event) => latest.current.options.onMessage?.(event) };
      const joined = shared;
      joined.join(user);
      return () => {
        // At once: in Strict Mode the second mount opens a new socket, and for a moment there is none, but never two.
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
