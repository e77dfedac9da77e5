import type { Stage } from '../claim.ts';
import { startHttpStage } from '../http-stage.ts';

export const stage: Stage = async (context) => {
  const { url, counts, close } = await startHttpStage(context, (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(': hello\n\n');
  });
  return { urls: { stream: `${url}/events` }, counts: () => ({ requests: counts.requests }), close };
};
