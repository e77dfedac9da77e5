/** What the other side answered instead of a result. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  readonly code: number;
  readonly data: unknown;

  constructor(code: number, message: string, data?: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** What a method of this side does; what it returns, or what its promise fulfils with, is the result. */
export type RpcHandler = (params: unknown) => unknown;

/** Options of a {@link SocketRpc}. */
export interface RpcOptions {
  /** Puts a text on the wire. */
  send: (text: string) => void;
  /**
   * How long a call waits for its reply.
   *
   * @default 30000
   */
  timeoutMs?: number;
  /** Makes the id of a call, different each time. @default numbers from 1 */
  createId?: () => string | number;
}

/** Options of one call. */
export interface CallOptions {
  signal?: AbortSignal;
  /** In place of the option of the same name. */
  timeoutMs?: number;
}

/** JSON-RPC 2.0 over something that carries texts in both directions. */
export class SocketRpc {
  constructor(options: RpcOptions) {
    void options;
  }

  /** How many calls wait for their reply. */
  get pendingCount(): number {
    return -1;
  }

  /** Calls a method of the other side. */
  call<T>(method: string, params?: unknown, options: CallOptions = {}): Promise<T> {
    void method;
    void params;
    void options;
    return new Promise<T>(() => {});
  }

  /** Tells the other side something, and expects no reply. */
  notify(method: string, params?: unknown): void {
    void method;
    void params;
  }

  /** Offers a method to the other side. */
  handle(method: string, handler: RpcHandler): void {
    void method;
    void handler;
  }

  /** Takes a text that came from the other side. */
  receive(text: string): void {
    void text;
  }

  /** Rejects every call that waits. */
  close(error?: Error): void {
    void error;
  }
}
