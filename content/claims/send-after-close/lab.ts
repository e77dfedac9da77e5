import type { Stage } from '../claim.ts';
import { startSocketServer } from '../socket-server.ts';

export const stage: Stage = async ({ host }) => {
  let messages = 0;
  const { url, close } = await startSocketServer((socket) => socket.on('message', () => messages++), { host });
  return { urls: { socket: url }, counts: () => ({ messages }), close };
};
