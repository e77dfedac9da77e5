import type { Stage } from '../claim.ts';
import { startSocketStage } from '../socket-stage.ts';

const MESSAGES = 60;
const LARGE_BYTES = 4 * 1024 * 1024;

/** Whatever it is told, it sends the batch. */
export const stage: Stage = (context) =>
  startSocketStage(context, (socket) => {
    socket.on('message', () => {
      for (let n = 1; n <= MESSAGES; n++) {
        const bytes = new Uint8Array(n % 10 === 1 ? LARGE_BYTES : 8);
        bytes[0] = n;
        socket.send(bytes);
      }
    });
  });
