import type { Stage } from '../claim.ts';
import { startHttpStage } from '../http-stage.ts';

export const stage: Stage = async (context) => {
  const asked = { refused: 0, ending: 0 };
  const { url, close } = await startHttpStage(context, (request, response) => {
    if (request.url === '/refused' && ++asked.refused === 1) {
      response.writeHead(503, { 'Retry-After': '1' }).end();
      return;
    }
    if (request.url === '/ending') asked.ending++;
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).end('retry: 100\ndata: 1\n\n');
  });
  return { urls: { refused: `${url}/refused`, ending: `${url}/ending` }, counts: () => ({ ...asked }), close };
};
