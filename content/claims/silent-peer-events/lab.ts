import type { Stage } from '../claim.ts';
import { startSilentPeer } from '../silent-peer.ts';

export const stage: Stage = async ({ host }) => {
  const { url, close } = await startSilentPeer(host);
  return { urls: { silent: url.ws }, close };
};
