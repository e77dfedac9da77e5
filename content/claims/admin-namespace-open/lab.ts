import { io } from 'socket.io-client';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { startSocketIo } from '../socket-io-server.ts';

const CLIENTS = 5;

export const measure: LabMeasure = async () => {
  const server = await startSocketIo();
  server.io.use((socket, next) => next(socket.handshake.auth.token === 'secret' ? undefined : new Error('refused')));
  server.io.of('/admin');
  try {
    const admin = await countConnected(`${server.url}/admin`);
    const main = await countConnected(server.url);
    expectControl(main === 0, `no client in the main namespace, got ${main}`);
    return { value: admin, details: { 'into the main namespace': main } };
  } finally {
    await server.close();
  }
};

async function countConnected(url: string): Promise<number> {
  let connected = 0;
  for (let client = 0; client < CLIENTS; client++) {
    const socket = io(url, { transports: ['websocket'], reconnection: false, forceNew: true });
    await new Promise((resolve) => {
      socket.on('connect', () => {
        connected++;
        resolve(undefined);
      });
      socket.on('connect_error', () => resolve(undefined));
    });
    socket.disconnect();
  }
  return connected;
}
