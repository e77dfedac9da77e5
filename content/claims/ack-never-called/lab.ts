import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import type { LabMeasure } from '../claim.ts';

export const measure: LabMeasure = async ({ signal }) => {
  const http = createServer();
  const server = new Server(http, { transports: ['websocket'] });
  await once(http.listen(0, '127.0.0.1'), 'listening', { signal });
  server.on('connection', (socket) => {
    let held = 0;
    // Both have arrived, and neither is answered.
    socket.on('hold', () => ++held === 2 && socket.conn.close());
    socket.on('ask', (answer: (text: string) => void) => answer('yes'));
  });
  const client = io(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 50,
  });
  let calls = 0;
  try {
    const connects = (): Promise<void> => new Promise((resolve) => void client.once('connect', resolve));
    await connects();
    const again = connects();
    client.emit('hold', () => calls++);
    const beganAt = performance.now();
    const failure = await new Promise<Error | null>((resolve) => {
      client.timeout(10_000).emit('hold', (error: Error | null) => resolve(error));
    });
    const tookMs = Math.round(performance.now() - beganAt);
    if (failure === null) throw new Error('Expected the callback with a timeout to get an error');
    await again;
    await client.timeout(5_000).emitWithAck('ask');
    return {
      value: calls,
      details: { 'with a timeout of 10 s': `an error after ${tookMs} ms (${failure.message})` },
    };
  } finally {
    client.disconnect();
    await server.close();
  }
};
