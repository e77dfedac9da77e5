import type { Stage } from '../claim.ts';
import { startHttpStage } from '../http-stage.ts';
import { WebSocketServer } from 'ws';

export const stage: Stage = async (context) => {
  const seen = { handshakes: 0, carrying: 0 };
  const { server, url, close } = await startHttpStage(context, (_request, response) => response.end());
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (_socket, { headers }) => {
    seen.handshakes++;
    if (headers.authorization !== undefined) seen.carrying++;
  });
  return {
    urls: { socket: url.replace('http:', 'ws:') },
    counts: () => ({ ...seen }),
    close,
  };
};
