import type { Stage } from '../claim.ts';
import { startSilentPeer } from '../silent-peer.ts';
import { startSocketServer } from '../socket-server.ts';

/** A server that never answers, and one that does, to compare. */
export const stage: Stage = async ({ host }) => {
  const silent = await startSilentPeer(host);
  const living = await startSocketServer(() => undefined, { host });
  return {
    urls: { living: living.url, silent: silent.url.ws },
    async close() {
      await Promise.all([silent.close(), living.close()]);
    },
  };
};
