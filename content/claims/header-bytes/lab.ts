import type { Stage } from '../claim.ts';
import { startHttpStage } from '../http-stage.ts';

export const stage: Stage = async (context) => {
  let before = 0;
  let bytes = 0;
  const { url, close } = await startHttpStage(context, ({ socket }, response) => {
    bytes = socket.bytesRead - before;
    before = socket.bytesRead;
    response.end('{"events":[],"next":0}');
  });
  return { urls: { events: `${url}/events?topic=ticker&after=42` }, counts: () => ({ bytes }), close };
};
