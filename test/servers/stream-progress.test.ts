import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { bytesTaken } from '../../servers/stream-progress.ts';
import { openRaw } from '../support/raw-connection.ts';

/** More than the kernel keeps for one connection. */
const LARGE = Buffer.alloc(32 * 1024 * 1024);

it('changes when the reader takes something of one large write, and not when there is more to take', async () => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  await using reader = await openRaw(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { isPaused: true });
  const [socket] = await accepted;
  socket.on('error', () => undefined);
  socket.write(LARGE);
  await expect.poll(() => settled(socket)).toBe(true);
  const before = bytesTaken(socket);
  socket.write('more');
  expect(bytesTaken(socket)).toBe(before);

  let taken = 0;
  reader.socket.on('data', (chunk) => {
    taken += chunk.length;
    if (taken > 4 * 1024 * 1024) reader.socket.pause();
  });
  await expect.poll(() => bytesTaken(socket)).not.toBe(before);
  expect(socket.writableLength).toBeGreaterThanOrEqual(LARGE.length);
  server.close();
});

const seen = new WeakMap<Socket, number>();

/** Whether the kernel has taken what it will, so far as two looks can tell. */
function settled(socket: Socket): boolean {
  const mark = bytesTaken(socket);
  const isSettled = seen.get(socket) === mark;
  seen.set(socket, mark);
  return isSettled;
}
