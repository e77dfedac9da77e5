import type { LabMeasure } from '../claim.ts';
import { openRawSocket } from '../raw-socket.ts';
import { startSocketServer } from '../socket-server.ts';

const LENGTHS = { '7 bits': '87', '16 bits': 'fe0007', '64 bits': 'ff0000000000000007' };
const TEXT = Buffer.from('wirelab');
/** A mask of zeros leaves the payload as it is. */
const MASK = '00000000';

export const measure: LabMeasure = async () => {
  let read = 0;
  const server = await startSocketServer((socket) => {
    socket.on('message', (data: Buffer) => {
      if (data.equals(TEXT)) read++;
      socket.send(data);
    });
  });
  const client = await openRawSocket(server.port);
  try {
    let awaited = 0;
    for (const length of Object.values(LENGTHS)) {
      client.write(Buffer.concat([Buffer.from(`81${length}${MASK}`, 'hex'), TEXT]));
      awaited += 2 + TEXT.length;
      // A close frame is shorter than an answer, and ends the connection.
      await client.read(awaited).catch(() => undefined);
    }
    return { value: read };
  } finally {
    client.close();
    await server.close();
  }
};
