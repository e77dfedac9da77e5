import { io } from 'socket.io-client';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { startSocketIo } from '../socket-io-server.ts';

const EVENTS = 10;

export const measure: LabMeasure = async () => {
  const server = await startSocketIo();
  const received = { first: 0, second: 0 };
  server.io.on('connection', (socket) => {
    socket.on('position', (when: 'first' | 'second') => received[when]++);
    socket.on('cut', () => socket.conn.close());
    socket.on('end', (done: () => void) => done());
  });
  const socket = io(server.url, {
    transports: ['websocket'],
    autoConnect: false,
    forceNew: true,
    reconnectionDelay: 50,
  });
  const emit = (when: 'first' | 'second'): void => {
    for (let event = 0; event < EVENTS; event++) socket.volatile.emit('position', when);
  };
  const happens = (name: 'connect' | 'disconnect'): Promise<void> =>
    new Promise((resolve) => socket.once(name, () => resolve()));
  try {
    emit('first');
    const connected = happens('connect');
    socket.connect();
    await connected;
    const [isLost, isBack] = [happens('disconnect'), happens('connect')];
    socket.emit('cut');
    await isLost;
    emit('second');
    await isBack;
    // Emitted last and answered: whatever was to come has come before it.
    await socket.timeout(5_000).emitWithAck('end');
    expectControl(received.first === 0, `none of the first ten, got ${received.first}`);
    return { value: received.second, details: { 'of ten before the first connection': received.first } };
  } finally {
    socket.disconnect();
    await server.close();
  }
};
