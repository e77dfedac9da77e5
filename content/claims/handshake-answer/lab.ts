import type { LabMeasure } from '../claim.ts';
import { openRawSocket } from '../raw-socket.ts';
import { startSocketServer } from '../socket-server.ts';

export const measure: LabMeasure = async () => {
  const server = await startSocketServer(() => undefined);
  const client = await openRawSocket(server.port);
  try {
    const lines = client.head.trimEnd().split('\r\n');
    return { value: Buffer.byteLength(client.head), details: { lines: lines.length, first: lines[0] ?? '' } };
  } finally {
    client.close();
    await server.close();
  }
};
