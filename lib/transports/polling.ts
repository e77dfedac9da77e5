import { createConnection } from './connection.ts';
import { readPage, startTurn } from './events-page.ts';
import { ANSWER_MS } from './http.ts';
import { post } from './post.ts';
import type { Connect } from './transport.ts';

/** How long to wait from one answer to the next request, in milliseconds, where the user names nothing else. */
const INTERVAL_MS = 1000;

/**
 * Reads by asking again and again. What happens right after an answer waits for the next request, so an event is on
 * average half an interval late, and each empty answer has cost a whole exchange.
 *
 * The interval is counted from an answer, so requests never overlap, however slow the server is.
 */
export const connect: Connect = (options) => {
  const { intervalMs = INTERVAL_MS } = options;

  return createConnection(options, {
    // #region poll
    async read(link) {
      for (;;) {
        const turn = startTurn(link);
        const isMore = await readPage(link, { silenceMs: ANSWER_MS });
        await turn.rest();
        if (!isMore) await link.sleep(intervalMs);
      }
    },
    // #endregion poll
    send: post,
    window: 1,
  });
};
