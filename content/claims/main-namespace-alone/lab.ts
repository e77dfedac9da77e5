import { io, type Socket } from 'socket.io-client';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { startSocketIo } from '../socket-io-server.ts';

const CLIENTS = 5;

export const measure: LabMeasure = async () => {
  const server = await startSocketIo();
  server.io.of('/chat');
  const clients: Socket[] = [];
  const got = { chat: 0, main: 0 };
  const join = (path: string, where: 'chat' | 'main'): { connected: Promise<void>; over: Promise<void> } => {
    const socket = io(`${server.url}${path}`, { transports: ['websocket'], forceNew: true });
    clients.push(socket);
    socket.on('news', () => got[where]++);
    return {
      connected: new Promise((resolve) => socket.on('connect', resolve)),
      // It comes over the same connection behind the first, if that came at all.
      over: new Promise((resolve) => socket.on('over', resolve)),
    };
  };
  try {
    const all = Array.from({ length: CLIENTS }, () => [join('/chat', 'chat'), join('/', 'main')]).flat();
    await Promise.all(all.map(({ connected }) => connected));
    server.io.emit('news');
    for (const name of ['/', '/chat']) server.io.of(name).emit('over');
    await Promise.all(all.map(({ over }) => over));
    expectControl(got.main === CLIENTS, `${CLIENTS} clients in the main namespace, got ${got.main}`);
    return { value: got.chat, details: { 'in the main namespace': got.main } };
  } finally {
    for (const socket of clients) socket.disconnect();
    await server.close();
  }
};
