import { once } from 'node:events';
import { type RawData, WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { startSocketServer } from '../socket-server.ts';

const TEXTS = 10;

export const measure: LabMeasure = async () => {
  const careless = await countBinary((socket, data) => socket.send(data));
  const careful = await countBinary((socket, data, isBinary) => socket.send(data, { binary: isBinary }));
  expectControl(careful === 0, `texts with binary: isBinary, got ${careful} that are binary`);
  return { value: careless, details: { 'with binary: isBinary': careful } };
};

/** Sends texts to a server that answers each, and counts the answers that are binary. */
async function countBinary(answer: (socket: WebSocket, data: RawData, isBinary: boolean) => void): Promise<number> {
  const server = await startSocketServer((socket) => {
    socket.on('message', (data, isBinary) => answer(socket, data, isBinary));
  });
  const client = new WebSocket(server.url);
  try {
    await once(client, 'open');
    let binary = 0;
    for (let text = 0; text < TEXTS; text++) {
      client.send('hello');
      const [, isBinary] = (await once(client, 'message')) as [RawData, boolean];
      if (isBinary) binary++;
    }
    return binary;
  } finally {
    client.terminate();
    await server.close();
  }
}
