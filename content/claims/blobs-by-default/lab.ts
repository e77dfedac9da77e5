import type { Stage } from '../claim.ts';
import { startSocketStage } from '../socket-stage.ts';

const MESSAGES = 10;

export const stage: Stage = (context) =>
  startSocketStage(context, (socket) => {
    for (let message = 0; message < MESSAGES; message++) socket.send(Uint8Array.of(message));
  });
