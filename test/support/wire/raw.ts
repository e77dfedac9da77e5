import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { vi } from 'vitest';

/** How long something may take to be received, in milliseconds: the bound of a failure, not of a success. */
const BOUND_MS = 8_000;

/** A TCP connection over which a test sends what it likes. */
export interface RawSocket extends Disposable {
  readonly socket: Socket;
  /** Everything received so far, a character a byte. */
  text(): string;
  send(data: string | Uint8Array): void;
  /** Fulfils with the match when what was received matches. */
  received(pattern: RegExp): Promise<RegExpExecArray>;
  /** Fulfils with everything received when the connection has ended, politely or not. */
  readonly closed: Promise<string>;
}

/** Opens a connection to the server of a base address. */
export async function openRaw(url: string): Promise<RawSocket> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  let text = '';
  socket.on('data', (chunk) => (text += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(text)));
  await once(socket, 'connect');
  return {
    socket,
    text: () => text,
    send: (data) => void socket.write(data),
    received: (pattern) =>
      vi.waitFor(
        () => {
          const match = pattern.exec(text);
          if (match !== null) return match;
          throw new Error(`Expected to receive ${pattern}, got ${JSON.stringify(text.slice(-500))}`);
        },
        { timeout: BOUND_MS, interval: 5 },
      ),
    closed,
    [Symbol.dispose]: () => socket.destroy(),
  };
}

/** The head of a request, and what follows it. `Host` is ours unless `headers` says otherwise; `null` leaves one out. */
export function rawRequest(
  target: string,
  { method = 'GET', headers = {}, body = '' }: RawRequestOptions = {},
): string {
  const lines = Object.entries({ Host: 'localhost', ...headers }).flatMap(([name, value]) =>
    value === null ? [] : [`${name}: ${value}\r\n`],
  );
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}

/** What a raw request may have besides its target. */
export interface RawRequestOptions {
  method?: string;
  headers?: Record<string, string | null>;
  body?: string;
}

/** The headers of a WebSocket handshake, with the key of RFC 6455 section 1.3. */
export const HANDSHAKE = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

/** Sends one request over a connection of its own. @returns the whole answer, once the server has closed the connection */
export async function exchangeRaw(url: string, target: string, options: RawRequestOptions = {}): Promise<string> {
  using raw = await openRaw(url);
  raw.send(rawRequest(target, { ...options, headers: { Connection: 'close', ...options.headers } }));
  return await raw.closed;
}
