import type { Socket } from 'node:net';
import type { Stage } from '../claim.ts';
import { startSocketStage } from '../socket-stage.ts';

const MESSAGES = 100;

export const stage: Stage = async (context) => {
  const counts = { reads: 0, bytes: 0 };
  const open = await startSocketStage(context, (socket) => {
    const { _socket: tcp } = socket as unknown as { _socket: Socket };
    tcp.on('data', (bytes: Buffer) => {
      counts.reads++;
      counts.bytes += bytes.length;
    });
    let messages = 0;
    socket.on('message', () => {
      messages++;
      if (messages === MESSAGES) socket.send('all');
    });
  });
  return { ...open, counts: () => ({ ...counts }) };
};
