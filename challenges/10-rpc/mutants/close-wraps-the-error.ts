// Mistake: close rejects with an error of its own, which has the given one for its cause.
// Caught by: close rejects all that is pending > with the error that it is given
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

type Id = string | number;

/** A call that waits. Both functions clean up before they settle, so there is one way out and nothing to forget. */
interface Pending {
  resolve: (result: unknown) => void;
  reject: (reason: unknown) => void;
}

/** The codes of JSON-RPC 2.0, section 5.1. */
const PARSE_ERROR = -32700;
const METHOD_NOT_FOUND = -32601;
const INTERNAL_ERROR = -32603;

/** JSON-RPC 2.0 over something that carries texts in both directions. */
export class SocketRpc {
  readonly #send: (text: string) => void;
  readonly #timeoutMs: number;
  readonly #createId: () => Id;
  readonly #pending = new Map<Id, Pending>();
  readonly #handlers = new Map<string, RpcHandler>();

  constructor({ send, timeoutMs = 30_000, createId = countFromOne() }: RpcOptions) {
    this.#send = requireFunction('send', send);
    this.#timeoutMs = requireDuration('timeoutMs', timeoutMs);
    this.#createId = requireFunction('createId', createId);
  }

  /** How many calls wait for their reply. */
  get pendingCount(): number {
    return this.#pending.size;
  }

  /** Calls a method of the other side. */
  call<T>(method: string, params?: unknown, { signal, timeoutMs = this.#timeoutMs }: CallOptions = {}): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const id = this.#createId();
      const abort = () => settle(() => reject(signal?.reason));
      const timer = setTimeout(() => {
        settle(() => reject(new Error(`${method} got no reply within ${timeoutMs} ms`)));
      }, timeoutMs);
      const settle = (finish: () => void) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        this.#pending.delete(id);
        finish();
      };
      signal?.addEventListener('abort', abort);
      this.#pending.set(id, {
        resolve: (result) => settle(() => resolve(result as T)),
        reject: (reason) => settle(() => reject(reason)),
      });
      try {
        this.#write({ id, method, params });
      } catch (error) {
        settle(() => reject(error));
      }
    });
  }

  /** Tells the other side something, and expects no reply. */
  notify(method: string, params?: unknown): void {
    this.#write({ method, params });
  }

  /** Offers a method to the other side. */
  handle(method: string, handler: RpcHandler): void {
    this.#handlers.set(method, requireFunction('handler', handler));
  }

  /** Takes a text that came from the other side. */
  receive(text: string): void {
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch {
      this.#write({ id: null, error: { code: PARSE_ERROR, message: 'Parse error' } });
      return;
    }
    if (typeof message !== 'object' || message === null) return;
    if ('method' in message && typeof message.method === 'string') {
      const params = 'params' in message ? message.params : undefined;
      if ('id' in message) void this.#answer({ id: message.id, method: message.method, params });
      else void this.#run(message.method, params);
      return;
    }
    if ('id' in message) this.#settle(message.id, message);
  }

  /** Rejects every call that waits. */
  close(cause?: Error): void {
    const error = new Error('The connection was closed', { cause });
    for (const { reject } of this.#pending.values()) reject(error);
  }

  #settle(id: unknown, reply: object): void {
    if (typeof id !== 'string' && typeof id !== 'number') return;
    const call = this.#pending.get(id);
    if (call === undefined) return;
    if ('error' in reply) call.reject(readError(reply.error));
    else call.resolve('result' in reply ? reply.result : undefined);
  }

  async #answer({ id, method, params }: { id: unknown; method: string; params: unknown }): Promise<void> {
    if (!this.#handlers.has(method)) {
      this.#write({ id, error: { code: METHOD_NOT_FOUND, message: `Method not found: ${method}` } });
      return;
    }
    const outcome = await this.#run(method, params);
    if ('result' in outcome) this.#write({ id, result: outcome.result ?? null });
    else this.#write({ id, error: { code: INTERNAL_ERROR, message: outcome.message } });
  }

  /** Runs a handler, and never rejects: for a notification nobody looks at what comes of it. */
  async #run(method: string, params: unknown): Promise<{ result: unknown } | { message: string }> {
    try {
      return { result: await this.#handlers.get(method)?.(params) };
    } catch (error) {
      return { message: error instanceof Error ? error.message : 'Internal error' };
    }
  }

  #write(message: object): void {
    this.#send(JSON.stringify({ jsonrpc: '2.0', ...message }));
  }
}

function countFromOne(): () => number {
  let last = 0;
  return () => {
    last += 1;
    return last;
  };
}

function readError(error: unknown): RpcError {
  const { code, message, data } = Object(error) as { code?: unknown; message?: unknown; data?: unknown };
  return new RpcError(typeof code === 'number' ? code : INTERNAL_ERROR, String(message ?? 'Unknown error'), data);
}

function requireFunction<F>(name: string, value: F): F {
  if (typeof value === 'function') return value;
  throw new TypeError(`Expected \`${name}\` to be a function, got \`${String(value)}\` (${typeof value})`);
}

function requireDuration(name: string, value: number): number {
  if (typeof value !== 'number') throw new TypeError(`Expected \`${name}\` to be a number, got ${typeof value}`);
  if (Number.isFinite(value) && value >= 0) return value;
  throw new RangeError(`Expected \`${name}\` to be a finite number of at least 0, got \`${value}\``);
}
