import { WebSocketServer } from 'ws';
import type { Stage } from '../claim.ts';
import { startHttpStage } from '../http-stage.ts';

export const stage: Stage = async (context) => {
  const { server, url, close } = await startHttpStage(context, (_request, response) => response.end());
  let asked = 0;
  server.on('upgrade', () => asked++);
  const sockets = new WebSocketServer({ server });
  return {
    urls: { socket: url.replace('http:', 'ws:') },
    counts: () => ({ open: sockets.clients.size, asked }),
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      await close();
    },
  };
};
