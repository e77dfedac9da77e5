import type { Stage } from '../claim.ts';
import { startSocketStage } from '../socket-stage.ts';

export const stage: Stage = async (context) => {
  let received = 0;
  const open = await startSocketStage(context, (socket) => {
    socket.on('close', (_code, reason) => (received = Math.max(received, reason.length)));
  });
  return { ...open, counts: () => ({ received }) };
};
