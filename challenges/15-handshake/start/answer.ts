/** A request as Node's `http` gives it. */
export interface UpgradeRequest {
  method: string;
  /** Such as `1.1`. */
  httpVersion: string;
  /** Names in any case; a header that came several times may be a list. */
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** What the server takes. */
export interface UpgradeOptions {
  /** Origins that may connect. @default all */
  origins?: readonly string[];
  /** Subprotocols that the server speaks. @default none */
  protocols?: readonly string[];
}

/** Whether the request becomes a WebSocket, or with which status it is refused. */
export type UpgradeResult =
  | { ok: true; key: string; protocol?: string }
  | { ok: false; status: number; reason: string; headers?: Record<string, string> };

/** The value of `Sec-WebSocket-Accept` that answers a `Sec-WebSocket-Key`. */
export function acceptKey(key: string): Promise<string> {
  void key;
  return Promise.resolve('');
}

/** Checks the opening handshake of a client. */
export function checkUpgrade(request: UpgradeRequest, options: UpgradeOptions = {}): UpgradeResult {
  void request;
  void options;
  return { ok: false, status: 0, reason: '' };
}
