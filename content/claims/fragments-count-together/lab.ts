import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { startSocketServer } from '../socket-server.ts';

const PIECES = 20;
const PIECE = 'x'.repeat(100);

export const measure: LabMeasure = async () => {
  const whole = await send(false);
  const apart = await send(true);
  // A server that refuses small messages too has shown nothing about fragments.
  return {
    value: apart.code === 0 && whole.taken === 0 ? whole.code : 0,
    details: { 'taken of twenty messages': apart.taken },
  };
};

/** Sends pieces as fragments of one message, or each as a message. @returns the close code, 0 where all was taken */
async function send(areMessages: boolean): Promise<{ code: number; taken: number }> {
  let taken = 0;
  const server = await startSocketServer((socket) => socket.on('message', () => socket.send(String(++taken))), {
    maxPayload: 1_024,
  });
  const client = new WebSocket(server.url);
  client.on('error', () => undefined);
  try {
    await once(client, 'open');
    const ended = once(client, 'close').then(([code]) => code as number);
    const answered = new Promise<number>((resolve) => {
      client.on('message', (text) => {
        if (!areMessages || Number(String(text)) === PIECES) resolve(0);
      });
    });
    for (let piece = 1; piece <= PIECES; piece++) client.send(PIECE, { fin: areMessages || piece === PIECES });
    return { code: await Promise.race([ended, answered]), taken };
  } finally {
    client.terminate();
    await server.close();
  }
}
