import type { Stage } from '../claim.ts';
import { startSocketStage } from '../socket-stage.ts';

/** Sends as many numbered messages as it is asked for, in one go. */
export const stage: Stage = (context) =>
  startSocketStage(context, (socket) => {
    socket.on('message', (data) => {
      const count = Math.min(1_000, Number(String(data)));
      for (let number = 1; number <= count; number++) socket.send(String(number));
    });
  });
