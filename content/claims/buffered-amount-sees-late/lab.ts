import type { Socket } from 'node:net';
import type { Stage } from '../claim.ts';
import { startSocketStage } from '../socket-stage.ts';

export const stage: Stage = (context) =>
  startSocketStage(context, (socket) => {
    (socket as unknown as { _socket: Socket })._socket.pause();
  });
