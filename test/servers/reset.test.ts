import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { resetSocket } from '../../servers/reset.ts';

/** Two ends of a TCP connection: the one that is reset, and its peer. */
async function pair(): Promise<{ socket: Socket; peer: Socket } & AsyncDisposable> {
  const server = createServer({ allowHalfOpen: true });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const peer = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', allowHalfOpen: true });
  const [[socket]] = await Promise.all([accepted, once(peer, 'connect')]);
  return {
    socket,
    peer,
    async [Symbol.asyncDispose]() {
      socket.destroy();
      peer.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What a socket says from now on until it has closed, in its order. */
async function whatItSays(socket: Socket): Promise<string[]> {
  const said: string[] = [];
  socket.on('error', (error: NodeJS.ErrnoException) => said.push(error.code ?? error.message));
  await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return said;
}

test('a connection is reset, and the peer sees it', async () => {
  await using ends = await pair();
  const [closed, seen] = [whatItSays(ends.socket), whatItSays(ends.peer)];
  ends.peer.resume();
  resetSocket(ends.socket);
  expect(await closed).toEqual([]);
  expect(await seen).toEqual(['ECONNRESET']);
});

test('a connection whose FIN is on its way out closes all the same', async () => {
  await using ends = await pair();
  const closed = whatItSays(ends.socket);
  ends.socket.end('the last bytes');
  resetSocket(ends.socket);
  expect(await closed).toEqual([]);
});

test('a connection whose FIN waits behind bytes that nobody takes is reset at once', async () => {
  await using ends = await pair();
  const closed = whatItSays(ends.socket);
  ends.peer.pause();
  ends.socket.end(Buffer.alloc(64 * 1024 * 1024));
  resetSocket(ends.socket);
  expect(await closed).toEqual([]);
});

test('a connection that has closed is left alone', async () => {
  await using ends = await pair();
  const closed = whatItSays(ends.socket);
  ends.socket.destroy();
  expect(await closed).toEqual([]);
  resetSocket(ends.socket);
  resetSocket(ends.socket);
});
