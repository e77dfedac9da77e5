import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { maskedFrame, openRawSocket } from '../raw-socket.ts';
import { startSocketServer } from '../socket-server.ts';

/** In UTF-8, the two bytes of é; and the first of them before one that cannot follow it. */
const CHARACTER = Buffer.of(0xc3, 0xa9);
const NO_CHARACTER = Buffer.of(0xc3, 0x28);

/** An echo of é: FIN and text, a length of two, the bytes. */
const ECHO = Buffer.from([0x81, 0x02, ...CHARACTER]);

/** The header of a close frame and its code; a reason may follow. */
const CLOSE_BYTES = 4;

export const measure: LabMeasure = async () => {
  const server = await startSocketServer((socket) => socket.on('message', (data) => socket.send(String(data))));
  const client = await openRawSocket(server.port);
  try {
    client.write(maskedFrame(0x81, CHARACTER));
    client.write(
      Buffer.concat([maskedFrame(0x01, CHARACTER.subarray(0, 1)), maskedFrame(0x80, CHARACTER.subarray(1))]),
    );
    const echoes = await client.read(2 * ECHO.length);
    expectControl(echoes.equals(Buffer.concat([ECHO, ECHO])), `é back twice, got ${echoes.toString('hex')}`);
    client.write(maskedFrame(0x81, NO_CHARACTER));
    const frame = (await client.read(2 * ECHO.length + CLOSE_BYTES)).subarray(2 * ECHO.length);
    const isClose = frame[0] === 0x88;
    return { value: isClose ? frame.readUInt16BE(2) : 0, details: { frame: frame.toString('hex') } };
  } finally {
    client.close();
    await server.close();
  }
};
