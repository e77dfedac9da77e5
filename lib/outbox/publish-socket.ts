import type { Clock, Timer } from '../measure/clock.ts';
import { decodeServerMessage, type PublishRequest, type ServerMessage, SUBPROTOCOL } from '../protocol/index.ts';
import { failureOf, Loss, Refusal } from '../transports/failure.ts';

/** How long a connection, and each answer, may take, in milliseconds. */
const ANSWER_MS = 4_000;

/** A WebSocket that publishes and is opened again when it is needed. One publish at a time. */
export interface PublishSocket {
  /** Opens it, where it is not open. @throws {Loss} */
  connect(): Promise<void>;
  /**
   * Tries once.
   *
   * @returns the `seq` of the acknowledgement
   * @throws {Refusal} where the answer is final @throws {Loss} where nobody knows whether it has arrived
   */
  publish(request: PublishRequest): Promise<number>;
  close(): void;
}

/** What it is made with. */
export interface PublishSocketOptions {
  /** The transport's base address, asked for with every new connection. */
  url: () => string;
  clock: Clock;
  /** @default new globalThis.WebSocket(url, protocol) */
  createSocket?: (url: string, protocol: string) => WebSocket;
  onState?: (state: 'connecting' | 'open' | 'closed') => void;
}

interface Waiting {
  id: string;
  timer: Timer;
  resolve: (seq: number) => void;
  reject: (error: Loss | Refusal) => void;
}

/** Makes one; nothing is opened before the first publish. */
export function createPublishSocket(options: PublishSocketOptions): PublishSocket {
  const { url, clock, createSocket = (to, protocol) => new WebSocket(to, protocol), onState } = options;
  let socket: WebSocket | undefined;
  let opening: Promise<WebSocket> | undefined;
  let waiting: Waiting | undefined;

  function open(): Promise<WebSocket> {
    return new Promise((resolve, reject) => {
      const own = createSocket(`${url()}/events`, SUBPROTOCOL);
      socket = own;
      onState?.('connecting');
      const timer = clock.setTimeout(() => lose(own, 'no connection within four seconds'), ANSWER_MS);
      own.addEventListener('open', () => {
        clock.clearTimeout(timer);
        if (socket !== own) return;
        onState?.('open');
        resolve(own);
      });
      own.addEventListener('message', ({ data }) => {
        if (socket === own) receive(String(data));
      });
      own.addEventListener('close', ({ code }) => {
        clock.clearTimeout(timer);
        reject(new Loss(`the connection was closed with ${code}`));
        // Too large, and it is the one message that is on its way: it would end every connection that it is sent over.
        if (code === 1009 && socket === own) settle((one) => one.reject(new Refusal('The message is too large')));
        lose(own, `the connection was closed with ${code}`);
      });
    });
  }

  function settle(act: (one: Waiting) => void): void {
    const one = waiting;
    waiting = undefined;
    if (one === undefined) return;
    clock.clearTimeout(one.timer);
    act(one);
  }

  /** A socket that is given up may live on for a minute: it is not listened to any more. */
  function lose(own: WebSocket, reason: string): void {
    if (socket !== own) return;
    socket = undefined;
    opening = undefined;
    own.close();
    onState?.('closed');
    settle((one) => one.reject(new Loss(reason)));
  }

  function receive(text: string): void {
    const message = decoded(text);
    if (message?.op === 'ack' && message.id === waiting?.id) settle((one) => one.resolve(message.seq));
    else if (message?.op === 'error' && message.id !== undefined && message.id === waiting?.id) {
      settle((one) => one.reject(failureOf(message)));
    }
  }

  async function opened(): Promise<WebSocket> {
    opening ??= open();
    try {
      return await opening;
    } catch (error) {
      opening = undefined;
      throw error;
    }
  }

  return {
    connect: async () => void (await opened()),
    // #region publish
    async publish(request) {
      const own = await opened();
      return new Promise<number>((resolve, reject) => {
        const timer = clock.setTimeout(() => lose(own, 'no answer within four seconds'), ANSWER_MS);
        waiting = { id: request.id, timer, resolve, reject };
        own.send(JSON.stringify({ op: 'publish', ...request }));
      });
    },
    // #endregion publish
    close() {
      if (socket) lose(socket, 'the queue was closed');
    },
  };
}

function decoded(text: string): ServerMessage | undefined {
  try {
    return decodeServerMessage(JSON.parse(text));
  } catch {
    return undefined;
  }
}
