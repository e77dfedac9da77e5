import type { Socket } from 'node:net';
import type { Stage } from '../claim.ts';
import { startSocketStage } from '../socket-stage.ts';

export const stage: Stage = async (context) => {
  let request = 0;
  const open = await startSocketStage(context, (socket) => {
    request = (socket as unknown as { _socket: Socket })._socket.bytesRead;
  });
  return { ...open, counts: () => ({ request }) };
};
