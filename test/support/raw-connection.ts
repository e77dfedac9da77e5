import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** How long to wait for what a test expects, in milliseconds: it bounds a failure, not a success. */
const BOUND_MS = 5_000;

/** One answer, taken apart. */
export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A TCP connection on which a test writes exactly the bytes it means. */
export interface RawConnection extends AsyncDisposable {
  readonly socket: Socket;
  /** What has come in that no call has taken yet. */
  received(): Buffer;
  write(bytes: string | Uint8Array): void;
  /** Waits until `condition` holds of what has come in. @throws (as a rejection) with all of that, after a while */
  until(condition: (received: string) => boolean, what: string): Promise<string>;
  /** Takes one HTTP answer with a `Content-Length`, or without a body. */
  answer(): Promise<RawAnswer>;
  /** Waits until the other side has ended or reset the connection. */
  closed(): Promise<void>;
}

/** Connects to the port of an address. */
export async function openRaw(url: string, options: { isPaused?: boolean } = {}): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  let received: Buffer = Buffer.alloc(0);
  const isClosed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => undefined);
  if (!options.isPaused) {
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      socket.emit('received');
    });
  }
  await once(socket, 'connect');

  async function until(condition: (received: string) => boolean, what: string): Promise<string> {
    const bound = AbortSignal.timeout(BOUND_MS);
    while (!condition(received.toString('latin1'))) {
      const news = new Promise<void>((resolve, reject) => {
        socket.once('received', resolve);
        socket.once('close', () => reject(new Error(`The connection closed before ${what}: ${received}`)));
        bound.addEventListener('abort', () => reject(new Error(`Waited in vain for ${what}: ${received}`)));
        if (socket.destroyed) reject(new Error(`The connection closed before ${what}: ${received}`));
      });
      await news;
    }
    return received.toString();
  }

  return {
    socket,
    received: () => received,
    write: (bytes) => void socket.write(bytes),
    until,
    async answer() {
      await until((text) => text.includes('\r\n\r\n'), 'the head of an answer');
      const end = received.indexOf('\r\n\r\n') + 4;
      const [line = '', ...fields] = received
        .subarray(0, end - 4)
        .toString('latin1')
        .split('\r\n');
      const headers = Object.fromEntries(
        fields.map((field) => [
          field.slice(0, field.indexOf(':')).toLowerCase(),
          field.slice(field.indexOf(':') + 1).trim(),
        ]),
      );
      const length = Number(headers['content-length'] ?? 0);
      await until(() => received.length >= end + length, 'the body of an answer');
      const body = received.subarray(end, end + length).toString();
      received = received.subarray(end + length);
      return { status: Number(line.split(' ')[1]), headers, body };
    },
    async closed() {
      await Promise.race([
        isClosed,
        new Promise((_, reject) => {
          setTimeout(() => reject(new Error(`The connection is still open: ${received}`)), BOUND_MS).unref();
        }),
      ]);
    },
    async [Symbol.asyncDispose]() {
      socket.destroy();
      await isClosed;
    },
  };
}

/** Sends one request as it is written, with `\n` for line ends, and takes its answer. */
export async function ask(url: string, text: string): Promise<RawAnswer> {
  await using raw = await openRaw(url);
  raw.write(text.replaceAll('\n', '\r\n'));
  return await raw.answer();
}
