import type { Stage } from '../claim.ts';
import { startSocketServer } from '../socket-server.ts';

export const stage: Stage = async ({ host }) => {
  const { url, close } = await startSocketServer(() => undefined, { host });
  return { urls: { socket: url }, close };
};
