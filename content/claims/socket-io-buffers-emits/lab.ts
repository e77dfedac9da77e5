import { io } from 'socket.io-client';
import type { LabMeasure } from '../claim.ts';
import { startSocketIo } from '../socket-io-server.ts';

export const measure: LabMeasure = async () => {
  const server = await startSocketIo();
  let received = 0;
  server.io.on('connection', (socket) => {
    socket.on('note', () => received++);
    socket.on('end', (done: () => void) => done());
  });
  const socket = io(server.url, {
    transports: ['websocket'],
    autoConnect: false,
    forceNew: true,
  });
  try {
    const queue = ['hello'];
    for (const text of queue) socket.emit('note', text);
    const flushed = new Promise<void>((resolve) => {
      socket.on('connect', () => {
        for (const text of queue.splice(0)) socket.emit('note', text);
        resolve();
      });
    });
    socket.connect();
    await flushed;
    // Emitted last and answered: whatever was to come has come before it.
    await socket.timeout(5_000).emitWithAck('end');
    return { value: received };
  } finally {
    socket.disconnect();
    await server.close();
  }
};
