import {
  decodeEvent,
  decodeReset,
  HEADERS,
  isPosition,
  isRecord,
  POLL_LIMIT,
  POLL_MAX_BYTES,
} from '../protocol/index.ts';
import type { Link } from './connection.ts';
import { decoded, Loss, Refusal } from './failure.ts';
import { type Answer, ask } from './http.ts';
import { failureFrom } from './problem.ts';

/**
 * The least time from one request to the next, in milliseconds. A busy topic answers every request at once, and a server
 * takes 100 requests a second from a connection: half of them leaves room for publishing.
 */
const TURN_MS = 20;

/** Begins a turn of asking. What is left of its time is waited out at the end, so that no answer can make us hurry. */
export function startTurn(link: Link): { rest(): Promise<void> } {
  const from = link.clock.now();
  return {
    async rest() {
      const restMs = from + TURN_MS - link.clock.now();
      if (restMs > 0) await link.sleep(restMs);
    },
  };
}

/** How to ask for a page of events. */
export interface PageRequest {
  /** How long the server may hold the request, in milliseconds; without it, it answers at once. */
  waitMs?: number;
  /** After how long without a byte the request is given up. */
  silenceMs: number;
}

// #region page
/**
 * Asks once for what comes after the position, and delivers it.
 *
 * @returns whether there is more to be had at once, so that waiting for the next turn would only make the reader late
 */
export async function readPage(link: Link, { waitMs, silenceMs }: PageRequest): Promise<boolean> {
  const query = { limit: POLL_LIMIT.max, ...(waitMs === undefined ? {} : { waitMs }) };
  const { after } = link.position();
  const label = after === undefined ? 'GET' : `GET after=${after}`;
  return ask(link, { method: 'GET', query, label, silenceMs }, async (answer) => {
    switch (answer.status) {
      case 200:
        return deliver(link, answer);
      case 204: // A long poll that found nothing in its time.
        answer.traced('nothing', 0);
        return settle(link, answer, Number(answer.headers.get(HEADERS.next)));
      case 410: // The position cannot be served, or belongs to another log.
        return moveOn(link, answer);
      default: {
        const failure = await failureFrom(answer);
        answer.traced(failure.message, 0);
        throw failure;
      }
    }
  });
}
// #endregion page

// #region deliver
async function deliver(link: Link, answer: Answer): Promise<boolean> {
  const text = await answer.text();
  const { events, next } = decoded(() => decodePage(JSON.parse(text)));
  const label = events.length === 0 ? 'nothing' : `${events.length} event${events.length === 1 ? '' : 's'}`;
  answer.traced(label, events.length);
  // A reader without a position begins before the events of its first answer, not after them.
  if (!settle(link, answer, (events[0]?.seq ?? next + 1) - 1)) return true;
  for (const event of events) link.deliver(event);
  // An answer holds 1 MiB at most and an event far less, so one that is half full was cut off.
  return events.length === POLL_LIMIT.max || text.length >= POLL_MAX_BYTES / 2;
}
// #endregion deliver

/** Books that the server has answered, and from which log. @returns false where it was another log than before */
function settle(link: Link, answer: Answer, next: number): boolean {
  const log = answer.headers.get(HEADERS.log);
  if (!isPosition(next) || log === null) throw new Refusal('The answer names no position or no log');
  const isSame = link.meet({ topic: link.topic, oldest: 1, newest: next, log });
  link.opened();
  link.proven();
  return isSame;
}

async function moveOn(link: Link, answer: Answer): Promise<boolean> {
  const text = await answer.text();
  const log = answer.headers.get(HEADERS.log);
  const reset = decoded(() => decodeReset(JSON.parse(text)));
  answer.traced('gone', 0);
  if (log === null) throw new Refusal('The answer names no log');
  if (link.meet({ ...reset, log })) {
    if (link.position().after === reset.newest) throw new Loss('the server cannot serve the position that it named');
    link.gap(reset);
  }
  link.opened();
  return true;
}

function decodePage(body: unknown) {
  if (!isRecord(body) || !Array.isArray(body.events) || !isPosition(body.next)) {
    throw new TypeError('Expected `events` and `next`');
  }
  return { events: body.events.map(decodeEvent), next: body.next };
}
