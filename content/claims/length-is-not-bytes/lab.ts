import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { startSocketServer } from '../socket-server.ts';

export const measure: LabMeasure = async () => {
  const text = JSON.stringify({ t: 'Xin chào 👋' });
  let onPayload: (bytes: number) => void = () => undefined;
  const received = new Promise<number>((resolve) => (onPayload = resolve));
  const server = await startSocketServer((socket) => {
    socket.once('message', (data: Buffer) => onPayload(data.length));
  });
  const client = new WebSocket(server.url);
  try {
    await once(client, 'open');
    client.send(text);
    const payload = await received;
    return { value: payload - text.length, details: { length: text.length, payload: `${payload} B` } };
  } finally {
    client.terminate();
    await server.close();
  }
};
