import type { TransportId } from '../../protocol/index.ts';

/** One thing on its way between page and server, in units of the picture's time axis. */
export interface Passage {
  kind: 'handshake' | 'request' | 'response' | 'message';
  direction: 'up' | 'down';
  from: number;
  to: number;
  /** Which of the server's events it carries, by their place in {@link EVENTS}. */
  events: readonly number[];
}

/** How one transport carries the events of the picture. */
export interface Schedule {
  passages: readonly Passage[];
  /** The spans in which the server holds a request back. */
  holds: readonly { from: number; to: number }[];
}

/** When the server has something to say, on an axis from 0 to {@link END}. */
export const EVENTS: readonly number[] = [1.6, 2, 4.8, 6.3];

/** The end of the axis. */
export const END = 10;

/** One trip, and from one answer to the next question where a page polls. */
const TRIP = 0.3;
const INTERVAL = 1.9;
const START = 0.15;

/**
 * Draws up how a transport carries the same four events. It follows the rules of the transport and measures nothing: the
 * trip takes the same time for all, and nothing is lost.
 */
export function scheduleOf(transport: TransportId): Schedule {
  switch (transport) {
    case 'polling':
      return poll((arrived) => arrived, INTERVAL);
    case 'long-polling':
      return poll((arrived, seen) => Math.max(arrived, EVENTS[seen] ?? END + TRIP), 0);
    case 'sse':
      return { passages: [...exchange('request', START), ...pushed()], holds: [] };
    case 'websocket':
      return { passages: [...exchange('handshake', START), ...pushed(), up(8.1)], holds: [] };
    case 'socket-io':
      return {
        passages: [...exchange('request', START), ...exchange('handshake', START + 2 * TRIP), ...pushed(), up(8.1)],
        holds: [],
      };
  }
}

/** When an event reaches the page; `undefined` where that lies beyond the axis. */
export function deliveredAt({ passages }: Schedule, event: number): number | undefined {
  return passages.find(({ events }) => events.includes(event))?.to;
}

/** Asks again and again. `answerAt` says when the server answers a request that arrived, `seen` events being known. */
function poll(answerAt: (arrived: number, seen: number) => number, pause: number): Schedule {
  const passages: Passage[] = [];
  const holds: { from: number; to: number }[] = [];
  let seen = 0;
  for (let sent = START; sent + TRIP <= END;) {
    const arrived = sent + TRIP;
    passages.push({ kind: 'request', direction: 'up', from: sent, to: arrived, events: [] });
    const answered = answerAt(arrived, seen);
    if (answered > arrived) holds.push({ from: arrived, to: Math.min(answered, END) });
    if (answered + TRIP > END) break;
    const events = EVENTS.flatMap((at, index) => (index >= seen && at <= answered ? [index] : []));
    seen += events.length;
    passages.push({ kind: 'response', direction: 'down', from: answered, to: answered + TRIP, events });
    sent = answered + TRIP + pause;
  }
  return { passages, holds };
}

function exchange(kind: 'handshake' | 'request', at: number): Passage[] {
  return [
    { kind, direction: 'up', from: at, to: at + TRIP, events: [] },
    {
      kind: kind === 'request' ? 'response' : 'handshake',
      direction: 'down',
      from: at + TRIP,
      to: at + 2 * TRIP,
      events: [],
    },
  ];
}

function pushed(): Passage[] {
  return EVENTS.map((at, index) => ({ kind: 'message', direction: 'down', from: at, to: at + TRIP, events: [index] }));
}

function up(at: number): Passage {
  return { kind: 'message', direction: 'up', from: at, to: at + TRIP, events: [] };
}
