import type { Stage } from '../claim.ts';
import { startHttpStage } from '../http-stage.ts';

const HOLD_MS = 50;

export const stage: Stage = async (context) => {
  let empty = 0;
  const { url, counts, close } = await startHttpStage(context, (_request, response) => {
    setTimeout(() => {
      empty++;
      response.writeHead(204).end();
    }, HOLD_MS);
  });
  return { urls: { held: `${url}/events` }, counts: () => ({ opened: counts.opened, empty }), close };
};
