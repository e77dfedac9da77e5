import { decodeBounds, decodeEvent, decodeReset, HEADERS } from '../../protocol/index.ts';
import { createConnection, type Link } from '../connection.ts';
import { decoded, Loss, Refusal } from '../failure.ts';
import { type Answer, ask } from '../http.ts';
import { post } from '../post.ts';
import { failureFrom } from '../problem.ts';
import type { Connect } from '../transport.ts';
import { createEventStreamParser, type StreamMessage } from './parser.ts';

/** After how long without a byte a stream is lost: the server sends a comment every 15 s, so two were missed. */
export const SILENCE_MS = 40_000;

/**
 * Reads one response that does not end. The browser's own `EventSource` reads the same stream; this client reads it with
 * `fetch`, since `EventSource` shows neither the status nor the headers of an answer (so no `Retry-After`), gives up for
 * good on the first answer that is not 200, does not notice silence, and does not exist in Node 20.
 */
export const connect: Connect = (options) =>
  createConnection(options, {
    // #region stream
    async read(link) {
      const { after } = link.position();
      const label = after === undefined ? 'GET stream' : `GET stream after=${after}`;
      const ending = await ask(link, { method: 'GET', label, silenceMs: SILENCE_MS }, async (answer) => {
        if (answer.status !== 200) {
          const failure = await failureFrom(answer);
          answer.traced(failure.message, 0);
          throw failure;
        }
        answer.traced('stream', 0);
        link.trace?.({ kind: 'connected', at: link.clock.now() });
        return follow(link, answer);
      });
      // Another log: the stream was of a position that means nothing there. The next one asks from the new position.
      if (ending === 'moved') return this.read(link);
      throw new Loss('the stream ended');
    },
    // #endregion stream
    send: post,
    window: 1,
  });

// #region follow
/** Reads a stream until it ends, or until it turns out to be of another log than before. */
async function follow(link: Link, answer: Answer): Promise<'ended' | 'moved'> {
  if (!(answer.headers.get('Content-Type') ?? '').startsWith('text/event-stream')) {
    throw new Refusal('Expected an answer of type text/event-stream');
  }
  let isMoved = false;
  const decoder = new TextDecoder();
  const parser = createEventStreamParser({
    onMessage: (message) => {
      if (!isMoved) isMoved = !take(link, answer, message);
    },
    onRetry: link.setRetryMs,
  });
  try {
    for await (const chunk of answer.chunks()) {
      parser.feed(decoder.decode(chunk, { stream: true }));
      if (isMoved) break;
    }
  } finally {
    link.trace?.({ kind: 'disconnected', at: link.clock.now(), reason: isMoved ? 'another log' : 'the stream ended' });
  }
  return isMoved ? 'moved' : 'ended';
}
// #endregion follow

/** Handles one message. @returns false where it is of another log than before */
function take(link: Link, answer: Answer, { event, data }: StreamMessage): boolean {
  const body: unknown = decoded(() => JSON.parse(data));
  switch (event) {
    case 'message': {
      const entry = decoded(() => decodeEvent(body));
      const { seq, at: sentAt, type } = entry;
      link.trace?.({ kind: 'message', at: link.clock.now(), direction: 'down', label: type, sentAt, seq });
      link.deliver(entry);
      return true;
    }
    case 'subscribed': {
      link.trace?.({ kind: 'message', at: link.clock.now(), direction: 'down', label: event });
      if (!link.meet(decoded(() => decodeBounds(body)))) return false;
      link.opened();
      return true;
    }
    case 'reset': {
      link.trace?.({ kind: 'message', at: link.clock.now(), direction: 'down', label: event });
      const reset = decoded(() => decodeReset(body));
      const log = answer.headers.get(HEADERS.log);
      if (log !== null && !link.meet({ ...reset, log })) return false;
      link.gap(reset);
      return true;
    }
    default:
      return true; // A name that a later server may know.
  }
}
