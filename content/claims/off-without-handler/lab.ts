import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

const MESSAGES = 10;

export const measure: LabMeasure = async () => {
  const http = createServer();
  const server = new Server(http, { transports: ['websocket'] });
  server.on('connection', (socket) =>
    socket.on('more', (done: () => void) => {
      for (let number = 1; number <= MESSAGES; number++) socket.emit('message', number);
      done();
    }),
  );
  await once(http.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  try {
    const value = await heardAfter(url, (socket) => socket.off('message'));
    const kept = await heardAfter(url, (socket, handler) => socket.off('message', handler));
    expectControl(kept === MESSAGES, `${MESSAGES} messages with off(name, handler), got ${kept}`);
    return { value, details: { 'with off(name, handler)': kept } };
  } finally {
    await server.close();
  }
};

/** What the second of two handlers gets once the first has left. */
async function heardAfter(url: string, leave: (socket: Socket, handler: () => void) => void): Promise<number> {
  const socket = io(url, { transports: ['websocket'], forceNew: true });
  let heard = 0;
  const first = (): void => undefined;
  try {
    socket.on('message', first);
    socket.on('message', () => heard++);
    leave(socket, first);
    // The acknowledgement comes after the messages: one connection keeps their order.
    await socket.timeout(5_000).emitWithAck('more');
    return heard;
  } finally {
    socket.disconnect();
  }
}
