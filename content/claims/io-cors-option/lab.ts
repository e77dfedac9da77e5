import type { ServerOptions } from 'socket.io';
import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { startSocketIo } from '../socket-io-server.ts';

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
  const server = await startSocketIo(options);
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/socket.io/?EIO=4&transport=websocket`, {
    origin: FOREIGN,
  });
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
