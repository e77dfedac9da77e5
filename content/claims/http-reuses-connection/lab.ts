import type { Stage } from '../claim.ts';
import { startHttpStage } from '../http-stage.ts';

export const stage: Stage = async (context) => {
  const { url, counts, close } = await startHttpStage(context, (_request, response) => response.end('{}'));
  return { urls: { answer: `${url}/` }, counts: () => ({ ...counts }), close };
};
