import type { Socket } from 'node:net';
import type { Stage } from '../claim.ts';
import { startSocketStage } from '../socket-stage.ts';

/** Counts the reads of the TCP socket, and answers `all` to a message that ends in a full stop. */
export const stage: Stage = async (context) => {
  const counts = { reads: 0, bytes: 0 };
  const open = await startSocketStage(context, (socket) => {
    const { _socket: tcp } = socket as unknown as { _socket: Socket };
    tcp.on('data', (bytes: Buffer) => {
      counts.reads++;
      counts.bytes += bytes.length;
    });
    socket.on('message', (data) => {
      if (String(data).endsWith('.')) socket.send('all');
    });
  });
  return { ...open, counts: () => ({ ...counts }) };
};
