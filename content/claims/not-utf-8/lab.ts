import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { openRawSocket } from '../raw-socket.ts';
import { startSocketServer } from '../socket-server.ts';

/** In UTF-8, the two bytes of é; and the first of them before one that cannot follow it. */
const CHARACTER = [0xc3, 0xa9] as const;
const NO_CHARACTER = [0xc3, 0x28] as const;

/** An echo of é: FIN and text, a length of two, the bytes. */
const ECHO = Buffer.from([0x81, 0x02, ...CHARACTER]);

/** The header of a close frame and its code; a reason may follow. */
const CLOSE_BYTES = 4;

export const measure: LabMeasure = async () => {
  const server = await startSocketServer((socket) => socket.on('message', (data) => socket.send(String(data))));
  const client = await openRawSocket(server.port);
  try {
    client.write(masked(0x81, CHARACTER));
    client.write(Buffer.concat([masked(0x01, [CHARACTER[0]]), masked(0x80, [CHARACTER[1]])]));
    const echoes = await client.read(2 * ECHO.length);
    expectControl(echoes.equals(Buffer.concat([ECHO, ECHO])), `é back twice, got ${echoes.toString('hex')}`);
    client.write(masked(0x81, NO_CHARACTER));
    const frame = (await client.read(2 * ECHO.length + CLOSE_BYTES)).subarray(2 * ECHO.length);
    const isClose = frame[0] === 0x88;
    return { value: isClose ? frame.readUInt16BE(2) : 0, details: { frame: frame.toString('hex') } };
  } finally {
    client.close();
    await server.close();
  }
};

/** A frame of a client with a mask of zeros, which leaves the bytes as they are. */
function masked(first: number, payload: readonly number[]): Buffer {
  return Buffer.from([first, 0x80 | payload.length, 0, 0, 0, 0, ...payload]);
}
