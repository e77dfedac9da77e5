import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { startSocketServer } from '../socket-server.ts';

const READING = { sensor: 7, temperature: 21.5, latitude: 52.52, longitude: 13.405 };

export const measure: LabMeasure = async () => {
  const lengths: number[] = [];
  const server = await startSocketServer((socket) => {
    socket.on('message', (data: Buffer) => {
      lengths.push(data.length);
      socket.send('counted');
    });
  });
  const client = new WebSocket(server.url);
  try {
    await once(client, 'open');
    for (const form of [JSON.stringify(READING), pack()]) {
      client.send(form);
      await once(client, 'message');
    }
    const [json = 0, packed = 1] = lengths;
    return { value: json / packed, details: { 'as JSON': `${json} B`, packed: `${packed} B` } };
  } finally {
    client.terminate();
    await server.close();
  }
};

function pack(): Uint8Array {
  const view = new DataView(new ArrayBuffer(16));
  view.setUint32(0, READING.sensor);
  view.setFloat32(4, READING.temperature);
  view.setFloat32(8, READING.latitude);
  view.setFloat32(12, READING.longitude);
  return new Uint8Array(view.buffer);
}
