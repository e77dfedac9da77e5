import type { Stage } from '../claim.ts';
import { startSocketServer } from '../socket-server.ts';

export const stage: Stage = async ({ host }) => {
  let code = 0;
  const { url, close } = await startSocketServer((socket) => socket.on('close', (told) => (code = told)), { host });
  return { urls: { socket: url }, counts: () => ({ code }), close };
};
