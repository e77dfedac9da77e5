import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'event-needs-data',
  topic: 'sse',
  lesson: 'server-sent-events',
  statement:
    'Events that a page gets from a stream of three blocks, of which one has no data and one no empty line behind it',
  why: 'A block without a data line is not dispatched, and what stands before the end of the stream without an empty line is thrown away.',
  sources: [
    {
      title: 'HTML standard: interpreting an event stream',
      href: 'https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation',
    },
  ],
  place: 'browser',
  how: 'The server sends a block with the type alone, a block with data, and a block with data whose empty line is missing, and ends the stream. The page counts the events of every type until the error that follows the end.',
  refutedBy: 'Two or three events, or none.',
  unit: 'events',
  holds: { min: 1, max: 1 },
};
