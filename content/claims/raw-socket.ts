import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A WebSocket that is written by hand, byte for byte. */
export interface RawSocket {
  /** The answer to the handshake, with its empty line. */
  head: string;
  write(bytes: Uint8Array): void;
  /** Waits until at least so many bytes have come behind the handshake. @returns all of them */
  read(atLeast: number): Promise<Buffer>;
  close(): void;
}

/** Does the handshake on a plain TCP connection. */
export async function openRawSocket(port: number, lines: readonly string[] = []): Promise<RawSocket> {
  const socket: Socket = connect(port, '127.0.0.1');
  let received = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => (received = Buffer.concat([received, chunk])));
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const request = [
    'GET / HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...lines,
  ];
  socket.write(`${request.join('\r\n')}\r\n\r\n`);
  const until = async (isEnough: () => boolean): Promise<void> => {
    while (!isEnough()) {
      if (socket.closed) throw new Error('The connection has ended before what was awaited came');
      await Promise.race([once(socket, 'data'), once(socket, 'close')]);
    }
  };
  await until(() => received.includes('\r\n\r\n'));
  const end = received.indexOf('\r\n\r\n') + 4;
  return {
    head: received.subarray(0, end).toString('latin1'),
    write: (bytes) => void socket.write(bytes),
    async read(atLeast) {
      await until(() => received.length - end >= atLeast);
      return received.subarray(end);
    },
    close: () => void socket.destroy(),
  };
}

/** A frame of a client, of at most 125 bytes; a mask of zeros leaves the payload as it is. @param first FIN and opcode */
export function maskedFrame(first: number, payload: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.of(first, 0x80 | payload.length, 0, 0, 0, 0), payload]);
}
