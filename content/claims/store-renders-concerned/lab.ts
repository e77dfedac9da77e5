import type { Stage } from '../claim.ts';
import { startSocketStage } from '../socket-stage.ts';

/** Sends back what it is sent. */
export const stage: Stage = (context) =>
  startSocketStage(context, (socket) => {
    socket.on('message', (data) => socket.send(String(data)));
  });
