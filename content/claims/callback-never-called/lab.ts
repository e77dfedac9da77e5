import { io } from 'socket.io-client';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { startSocketIo } from '../socket-io-server.ts';

const ASKED = 10;

export const measure: LabMeasure = async () => {
  const server = await startSocketIo();
  let unanswered = 0;
  server.io.on('connection', (socket) => {
    socket.on('ask', () => {
      if (++unanswered === 2 * ASKED) socket.conn.close();
    });
    socket.on('again', (answer: () => void) => answer());
  });
  const socket = io(server.url, { transports: ['websocket'], reconnectionDelay: 10, forceNew: true });
  let [called, told] = [0, 0];
  try {
    await new Promise((resolve) => socket.once('connect', () => resolve(undefined)));
    const isBack = new Promise((resolve) => socket.once('connect', () => resolve(undefined)));
    const all = Promise.all(
      Array.from({ length: ASKED }, async () => {
        socket.emit('ask', () => called++);
        await socket
          .timeout(5_000)
          .emitWithAck('ask')
          .catch(() => told++);
      }),
    );
    await isBack;
    await new Promise((resolve) => socket.emit('again', () => resolve(undefined)));
    await all;
    expectControl(told === ASKED, `${ASKED} callbacks with a timeout to be told of an error, got ${told}`);
    return { value: called, details: { 'with a timeout, told of an error': told } };
  } finally {
    socket.disconnect();
    await server.close();
  }
};
