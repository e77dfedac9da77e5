import type { Stage } from '../claim.ts';
import { startHttpStage } from '../http-stage.ts';

const BLOCKS = 'event: note\n\nevent: note\ndata: whole\n\nevent: note\ndata: cut off\n';

export const stage: Stage = async (context) => {
  const { url, close } = await startHttpStage(context, (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).end(BLOCKS);
  });
  return { urls: { stream: `${url}/events` }, close };
};
