import type { LabMeasure } from '../claim.ts';
import { openRawSocket } from '../raw-socket.ts';
import { startSocketServer } from '../socket-server.ts';

const TEXT = Buffer.from('Hello');

export const measure: LabMeasure = async () => {
  const server = await startSocketServer((socket) => socket.send(TEXT.toString()));
  const client = await openRawSocket(server.port);
  try {
    let frame = await client.read(TEXT.length);
    while (!frame.subarray(-TEXT.length).equals(TEXT)) frame = await client.read(frame.length + 1);
    return { value: frame.length - TEXT.length, details: { frame: frame.toString('hex') } };
  } finally {
    client.close();
    await server.close();
  }
};
