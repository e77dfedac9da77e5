import type { WebSocket } from 'ws';
import type { Stage } from '../claim.ts';
import { startSocketStage } from '../socket-stage.ts';

/** Two peers, who are told what the other says, until one of them says that it is enough: then the server ends both. */
export const stage: Stage = async (context) => {
  const peers = new Set<WebSocket>();
  return startSocketStage(context, (socket) => {
    peers.add(socket);
    socket.on('close', () => peers.delete(socket));
    socket.on('message', (data) => {
      const isEnough = String(data) === 'enough';
      for (const peer of peers) {
        if (isEnough) peer.close(1001);
        else if (peer !== socket) peer.send(String(data));
      }
    });
  });
};
