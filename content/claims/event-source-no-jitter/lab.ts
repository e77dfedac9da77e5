import type { ServerResponse } from 'node:http';
import { peakWithin } from '../../../lib/measure/histogram.ts';
import type { Stage } from '../claim.ts';
import { startHttpStage } from '../http-stage.ts';

/** One less than the connections that a browser opens to one origin. */
const STREAMS = 5;

export const stage: Stage = async (context) => {
  const first: ServerResponse[] = [];
  const returned: number[] = [];
  const { url, close } = await startHttpStage(context, (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('retry: 700\ndata: 1\n\n');
    if (first.length === STREAMS) {
      returned.push(performance.now());
      return;
    }
    first.push(response);
    if (first.length === STREAMS) for (const stream of first) stream.end();
  });
  const counts = () => ({
    returned: returned.length,
    together: peakWithin(returned, 100),
    spreadMs: returned.length === 0 ? 0 : Math.round(Math.max(...returned) - Math.min(...returned)),
  });
  return { urls: { events: url }, counts, close };
};
