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

/** Connects to `url` as long as the component is there; `null` connects to nothing. */
export function useSocket(_url: string | null, _options: UseSocketOptions = {}): UseSocketResult {
  return { state: 'idle', lastMessage: null, send: () => {} };
}
