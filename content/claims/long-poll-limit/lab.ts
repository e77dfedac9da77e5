import type { ServerResponse } from 'node:http';
import type { Stage } from '../claim.ts';
import { startHttpStage } from '../http-stage.ts';

export const stage: Stage = async (context) => {
  const held = new Set<ServerResponse>();
  let total = 0;
  let isReleased = false;
  const { url, close } = await startHttpStage(context, (_request, response) => {
    total++;
    if (isReleased) {
      response.writeHead(204).end();
      return;
    }
    held.add(response);
    if (held.size === 1) setTimeout(release, HOLD_MS);
  });
  let most = 0;
  function release(): void {
    most = held.size;
    isReleased = true;
    for (const one of held) one.writeHead(204).end();
  }
  return { urls: { held: `${url}/events` }, counts: () => ({ most, total }), close };
};

/** Long enough for twelve requests to arrive, if they were sent. */
const HOLD_MS = 1000;
