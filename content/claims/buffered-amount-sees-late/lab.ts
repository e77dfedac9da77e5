import type { Socket } from 'node:net';
import type { Stage } from '../claim.ts';
import { startSocketStage } from '../socket-stage.ts';

export const stage: Stage = async (context) => {
  let messages = 0;
  const open = await startSocketStage(context, (socket) => {
    socket.on('message', () => messages++);
    (socket as unknown as { _socket: Socket })._socket.pause();
  });
  return { ...open, counts: () => ({ messages, ...open.counts?.() }) };
};
