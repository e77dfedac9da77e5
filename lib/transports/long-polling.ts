import { WAIT_MS } from '../protocol/index.ts';
import { createConnection } from './connection.ts';
import { readPage, startTurn } from './events-page.ts';
import { ANSWER_MS } from './http.ts';
import { post } from './post.ts';
import type { Connect } from './transport.ts';

/**
 * Reads by asking and being kept waiting: the server holds the request until there is an event, or its time is over.
 * There is a request with the server at nearly every moment; what happens between an answer and the next request waits
 * in the log for a few milliseconds. The busier the topic, the more events share an answer.
 *
 * The server is given its time and a margin before its silence counts as a loss: nothing comes while it holds a request,
 * so a dead connection is noticed no sooner.
 */
export const connect: Connect = (options) => {
  const { waitMs = WAIT_MS.default } = options;

  return createConnection(options, {
    // #region hold
    async read(link) {
      // The first request is not held: its answer says where we stand, so that nothing is missed should a later one fail.
      let holdMs = 0;
      for (;;) {
        const turn = startTurn(link);
        await readPage(link, { waitMs: holdMs, silenceMs: holdMs + ANSWER_MS });
        holdMs = waitMs;
        await turn.rest();
      }
    },
    // #endregion hold
    send: post,
    window: 1,
  });
};
