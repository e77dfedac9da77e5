import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { install } from '@sinonjs/fake-timers';
import { WebSocket, WebSocketServer } from 'ws';
import type { LabMeasure } from '../claim.ts';

const SENT = 5;

export const measure: LabMeasure = async () => {
  const http = createServer().listen(0, '127.0.0.1');
  await once(http, 'listening');
  const server = new WebSocketServer({ server: http });
  server.on('connection', (socket) => {
    for (let n = 1; n <= SENT; n++) socket.send(`message ${n}`);
    socket.close();
  });
  const clock = install({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  let fired = 0;
  let received = 0;
  try {
    setTimeout(() => fired++, 1);
    const socket = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
    socket.on('message', () => received++);
    await once(socket, 'close');
    // Both, or the claim is wrong: a timer that fires by itself would be none that a test turns.
    return { value: fired === 0 ? received : 0, details: { 'timers fired': fired } };
  } finally {
    clock.uninstall();
    for (const socket of server.clients) socket.terminate();
    server.close();
    http.close();
  }
};
