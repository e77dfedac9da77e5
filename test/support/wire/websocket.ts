import { once } from 'node:events';
import { vi } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';
import type { ServerMessage } from '../../../lib/protocol/index.ts';

/** A WebSocket client that keeps what it was told. */
export interface WsReader extends Disposable {
  readonly ws: WebSocket;
  /** Sends a message as JSON; strings and bytes as they are. */
  send(message: object | string | Uint8Array): void;
  /** Fulfils with the next message that nobody has asked for yet. */
  next(): Promise<ServerMessage>;
  /** Fulfils with the next `count` of them. */
  take(count: number): Promise<ServerMessage[]>;
  /** Fulfils with the code and reason of the close. */
  readonly closed: Promise<{ code: number; reason: string }>;
}

/** Connects to the WebSocket server of a lab. */
export async function openWs(url: string, options: ClientOptions & { protocols?: string[] } = {}): Promise<WsReader> {
  const { protocols = [], ...rest } = options;
  const ws = new WebSocket(`${url}/events`, protocols, rest);
  const messages: ServerMessage[] = [];
  let taken = 0;
  ws.on('message', (data) => messages.push(JSON.parse(String(data)) as ServerMessage));
  ws.on('error', () => undefined);
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    ws.once('close', (code, reason) => resolve({ code, reason: String(reason) }));
  });
  await Promise.race([once(ws, 'open'), closed]);

  async function take(count: number): Promise<ServerMessage[]> {
    await vi.waitFor(
      () => {
        const last = JSON.stringify(messages.slice(-2)).slice(0, 500);
        if (messages.length - taken < count) {
          throw new Error(`Expected ${count} messages, got ${messages.length - taken}, at last ${last}`);
        }
      },
      { timeout: 8_000, interval: 5 },
    );
    const next = messages.slice(taken, taken + count);
    taken += count;
    return next;
  }

  return {
    ws,
    send: (message) =>
      ws.send(typeof message === 'string' || message instanceof Uint8Array ? message : JSON.stringify(message)),
    async next() {
      const [message] = await take(1);
      if (message === undefined) throw new Error('Expected a message');
      return message;
    },
    take,
    closed,
    [Symbol.dispose]: () => ws.terminate(),
  };
}
