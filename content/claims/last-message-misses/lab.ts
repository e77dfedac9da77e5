import type { Socket } from 'node:net';
import type { Stage } from '../claim.ts';
import { startSocketStage } from '../socket-stage.ts';

/** Sends as many numbered messages as it is asked for, in one go. */
export const stage: Stage = (context) =>
  startSocketStage(context, (socket) => {
    socket.on('message', (data) => {
      const count = Math.min(1_000, Number(String(data)));
      // In one piece: written one by one, a busy machine may part them, and they are no burst any more.
      const { _socket: tcp } = socket as unknown as { _socket: Socket };
      tcp.cork();
      for (let number = 1; number <= count; number++) socket.send(String(number));
      tcp.uncork();
    });
  });
