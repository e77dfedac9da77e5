import type { Stage } from '../claim.ts';
import { startHttpStage } from '../http-stage.ts';

export const stage: Stage = async (context) => {
  const asked = { timeout: 0, empty: 0 };
  const { url, close } = await startHttpStage(context, (request, response) => {
    if (request.url === '/timeout') asked.timeout++;
    if (request.url === '/empty') asked.empty++;
    response.writeHead(request.url === '/timeout' ? 408 : 204).end();
  });
  return {
    urls: { first: `${url}/first`, timeout: `${url}/timeout`, empty: `${url}/empty` },
    counts: () => ({ ...asked }),
    close,
  };
};
