import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type ServerOptions } from 'socket.io';
import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';

const OURS = 'https://ours.example';
const FOREIGN = 'https://evil.example';

export const measure: LabMeasure = async () => {
  const byCors = await taken({ cors: { origin: OURS } });
  const byCheck = await taken({
    allowRequest: ({ headers }, answer) => answer(null, headers.origin === OURS),
  });
  return { value: byCheck ? -1 : Number(byCors), details: { 'with allowRequest': byCheck ? 'taken' : 'refused' } };
};

async function taken(options: Partial<ServerOptions>): Promise<boolean> {
  const http = createServer();
  const server = new Server(http, options);
  await once(http.listen(0, '127.0.0.1'), 'listening');
  const { port } = http.address() as AddressInfo;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, { origin: FOREIGN });
  try {
    return await new Promise<boolean>((resolve) => {
      socket.on('message', () => resolve(true));
      socket.on('error', () => resolve(false));
      socket.on('close', () => resolve(false));
    });
  } finally {
    socket.terminate();
    await server.close();
  }
}
