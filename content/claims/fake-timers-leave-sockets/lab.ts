import { once } from 'node:events';
import { install } from '@sinonjs/fake-timers';
import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { startSocketServer } from '../socket-server.ts';

const SENT = 5;

export const measure: LabMeasure = async () => {
  const server = await startSocketServer((socket) => {
    for (let n = 1; n <= SENT; n++) socket.send(`message ${n}`);
    socket.close();
  });
  const clock = install({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  let fired = 0;
  let received = 0;
  try {
    setTimeout(() => fired++, 1);
    const socket = new WebSocket(server.url);
    socket.on('message', () => received++);
    await once(socket, 'close');
    // Both, or the claim is wrong: a timer that fires by itself would be none that a test turns.
    return { value: fired === 0 ? received : 0, details: { 'timers fired': fired } };
  } finally {
    clock.uninstall();
    await server.close();
  }
};
