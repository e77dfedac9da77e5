import type { WebSocket } from 'ws';
import type { Stage } from '../claim.ts';
import { startSocketServer } from '../socket-server.ts';

export const stage: Stage = async ({ host }) => {
  let pongs = 0;
  const open = (socket: WebSocket): void => {
    socket.on('pong', () => pongs++);
    for (const payload of ['1', '2', '3']) {
      // Each with a payload of its own: a peer may answer only the newest of those that wait.
      setTimeout(() => socket.ping(payload), Number(payload) * 50);
    }
  };
  const { url, close } = await startSocketServer(open, { host });
  return { urls: { socket: url }, counts: () => ({ pongs }), close };
};
