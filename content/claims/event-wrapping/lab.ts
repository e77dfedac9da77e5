import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { startSocketIo } from '../socket-io-server.ts';

const DATA = { seq: 42, type: 'note', data: 'hello' };

export const measure: LabMeasure = async () => {
  const server = await startSocketIo();
  server.io.on('connection', (socket) => socket.emit('event', DATA));
  const client = new WebSocket(`${server.url.replace('http:', 'ws:')}/socket.io/?EIO=4&transport=websocket`);
  try {
    const text = await new Promise<string>((resolve, reject) => {
      client.on('error', reject);
      client.on('message', (data: Buffer) => {
        const packet = data.toString();
        if (packet.startsWith('0')) client.send('40');
        if (packet.startsWith('42')) resolve(packet);
      });
    });
    const json = JSON.stringify(DATA);
    return { value: Buffer.byteLength(text) - Buffer.byteLength(json), details: { packet: text } };
  } finally {
    client.terminate();
    await server.close();
  }
};
