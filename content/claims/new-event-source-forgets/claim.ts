import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'new-event-source-forgets',
  topic: 'sse',
  lesson: 'server-sent-events',
  heard: 'A new EventSource goes on where the last one was.',
  statement:
    'Requests with Last-Event-ID from an EventSource that is made anew for the same address, after another one there has seen an id',
  why: 'The id belongs to the object. It is sent when that object comes back by itself; a new one begins without, so the position has to stand in the address.',
  sources: [
    {
      title: 'HTML standard: the EventSource interface',
      href: 'https://html.spec.whatwg.org/multipage/server-sent-events.html#the-eventsource-interface',
    },
  ],
  place: 'browser',
  how: 'An EventSource gets an event with an id, and its stream ends; it comes back by itself, and the server notes the field. Then it is closed, and a new one is made for the same address.',
  refutedBy: 'A request of the new EventSource that carries Last-Event-ID.',
  unit: 'requests',
  holds: { min: 0, max: 0 },
};
