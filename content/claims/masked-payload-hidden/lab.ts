import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { startRelay } from '../relay.ts';
import { startSocketServer } from '../socket-server.ts';

const TEXTS = Array.from({ length: 20 }, (_, index) => `the text number ${index + 1} of twenty`);

export const measure: LabMeasure = async () => {
  const server = await startSocketServer((socket) => {
    socket.on('message', (data) => socket.send(String(data)));
  });
  const relay = await startRelay(server.port);
  const client = new WebSocket(`ws://127.0.0.1:${relay.port}`);
  try {
    await once(client, 'open');
    for (const text of TEXTS) {
      client.send(text);
      await once(client, 'message');
    }
    const found = (direction: 'up' | 'down'): number =>
      TEXTS.filter((text) => relay.bytes(direction).includes(text)).length;
    const down = found('down');
    // Without the server's texts, nothing was captured, and nothing is proved.
    return { value: down === TEXTS.length ? found('up') : -1, details: { 'of the server’s twenty': down } };
  } finally {
    client.terminate();
    await relay.close();
    await server.close();
  }
};
