import { io, type Socket } from 'socket.io-client';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { startSocketIo } from '../socket-io-server.ts';

const MESSAGES = 10;

export const measure: LabMeasure = async () => {
  const { io: server, url, close } = await startSocketIo();
  server.on('connection', (socket) =>
    socket.on('more', (done: () => void) => {
      for (let number = 1; number <= MESSAGES; number++) socket.emit('message', number);
      done();
    }),
  );
  try {
    const value = await heardAfter(url, (socket) => socket.off('message'));
    const kept = await heardAfter(url, (socket, handler) => socket.off('message', handler));
    expectControl(kept === MESSAGES, `${MESSAGES} messages with off(name, handler), got ${kept}`);
    return { value, details: { 'with off(name, handler)': kept } };
  } finally {
    await close();
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
