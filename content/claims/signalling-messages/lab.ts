import type { WebSocket } from 'ws';
import type { Stage } from '../claim.ts';
import { startSocketStage } from '../socket-stage.ts';

/** Two peers, who are told what the other says. */
export const stage: Stage = async (context) => {
  const peers = new Set<WebSocket>();
  let relayed = 0;
  const { counts, ...rest } = await startSocketStage(context, (socket) => {
    peers.add(socket);
    socket.on('close', () => peers.delete(socket));
    socket.on('message', (data) => {
      relayed++;
      for (const peer of peers) if (peer !== socket) peer.send(String(data));
    });
  });
  return { ...rest, counts: () => ({ ...counts?.(), relayed }) };
};
