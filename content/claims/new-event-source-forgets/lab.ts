import type { Stage } from '../claim.ts';
import { startHttpStage } from '../http-stage.ts';

export const stage: Stage = async (context) => {
  const seen = { first: 0, second: 0 };
  const { url, close } = await startHttpStage(context, (request, response) => {
    const hasId = request.headers['last-event-id'] !== undefined;
    if (request.url === '/mark') seen.second = 0;
    else if (hasId) seen.second++;
    if (hasId && seen.first === 0) seen.first = seen.second;
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).end('retry: 20\nid: 42\ndata: 1\n\n');
  });
  return { urls: { stream: `${url}/events`, mark: `${url}/mark` }, counts: () => ({ ...seen }), close };
};
