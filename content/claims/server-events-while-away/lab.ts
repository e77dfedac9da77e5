import { io } from 'socket.io-client';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { startSocketIo } from '../socket-io-server.ts';

const EVENTS = 10;

export const measure: LabMeasure = async () => {
  const server = await startSocketIo();
  let joined = 0;
  server.io.on('connection', async (socket) => {
    if (joined++ === 0) await socket.join('room');
    socket.on('ask', (answer: () => void) => {
      server.io.emit('news', 'now');
      answer();
    });
    socket.on('cut', () => socket.conn.close());
    socket.on('disconnect', () => {
      for (let event = 0; event < EVENTS; event++) server.io.to('room').emit('news', event);
      for (let event = 0; event < EVENTS; event++) server.io.emit('news', event);
    });
  });
  const socket = io(server.url, { transports: ['websocket'], reconnectionDelay: 50, forceNew: true });
  let [got, gotNow] = [0, 0];
  socket.on('news', (event: unknown) => (event === 'now' ? gotNow++ : got++));
  try {
    await new Promise((resolve) => socket.once('connect', () => resolve(undefined)));
    const isBack = new Promise((resolve) => socket.once('connect', () => resolve(undefined)));
    socket.emit('cut');
    await isBack;
    await new Promise((resolve) => socket.emit('ask', () => resolve(undefined)));
    expectControl(gotNow === 1, `the event that was emitted when it was back, got ${gotNow}`);
    return { value: got, details: { connections: joined, 'emitted when it was back': gotNow } };
  } finally {
    socket.disconnect();
    await server.close();
  }
};
