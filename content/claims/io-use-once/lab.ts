import { io } from 'socket.io-client';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { startSocketIo } from '../socket-io-server.ts';

const EVENTS = 100;

export const measure: LabMeasure = async () => {
  const server = await startSocketIo();
  const runs = { io: 0, socket: 0 };
  server.io.use((_, next) => {
    runs.io++;
    next();
  });
  server.io.on('connection', (socket) => {
    socket.use((_, next) => {
      runs.socket++;
      next();
    });
    socket.on('say', (_: number, done?: () => void) => done?.());
  });
  const socket = io(server.url, { transports: ['websocket'], forceNew: true });
  try {
    for (let event = 1; event < EVENTS; event++) socket.emit('say', event);
    // The last is answered, and one connection keeps the order: the others are through.
    await socket.timeout(5_000).emitWithAck('say', EVENTS);
    expectControl(runs.socket === EVENTS, `${EVENTS} runs of socket.use, got ${runs.socket}`);
    return { value: runs.io, details: { 'runs of socket.use': runs.socket } };
  } finally {
    socket.disconnect();
    await server.close();
  }
};
