import type { LabMeasure } from '../claim.ts';
import { openRawSocket } from '../raw-socket.ts';
import { startSocketServer } from '../socket-server.ts';

/** A close frame without a reason: two bytes of header, two of code. */
const CLOSE_BYTES = 4;

export const measure: LabMeasure = async () => {
  const server = await startSocketServer((socket) => socket.on('message', (data) => socket.send(data)));
  const client = await openRawSocket(server.port);
  try {
    client.write(Buffer.from('810548656c6c6f', 'hex'));
    const frame = await client.read(CLOSE_BYTES);
    const isClose = (frame[0] ?? 0) === 0x88;
    return { value: isClose ? frame.readUInt16BE(2) : 0, details: { frame: frame.toString('hex') } };
  } finally {
    client.close();
    await server.close();
  }
};
