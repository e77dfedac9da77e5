import { countsOf, startPublishLog } from '../publish-log.ts';
import type { Stage } from '../claim.ts';

export const stage: Stage = async ({ host }) => {
  const log = await startPublishLog(host);
  return { urls: { log: log.url }, counts: () => countsOf(log.stored, 6), close: log.close };
};
