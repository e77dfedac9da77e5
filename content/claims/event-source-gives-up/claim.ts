import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'event-source-gives-up',
  topic: 'sse',
  lesson: 'server-sent-events',
  heard: 'An EventSource always reconnects.',
  statement:
    'Requests that an EventSource makes after its server answered 503 once, although the server would answer again',
  why: 'Only the end of a good stream, or a network error, is followed by another try. Any status other than 200, or another content type, fails the connection for good: one error event, readyState 2, and nothing more.',
  sources: [
    {
      title: 'HTML standard, server-sent events: processing model',
      href: 'https://html.spec.whatwg.org/multipage/server-sent-events.html#sse-processing-model',
    },
  ],
  place: 'browser',
  how: 'The server answers 503 once with Retry-After, and would then stream. Another EventSource beside it gets a stream that ends: when that one has come back three times with a retry of 100 ms, the requests of the first are counted.',
  refutedBy: 'A second request of the first EventSource, or a readyState other than 2.',
  unit: 'requests',
  holds: { min: 0, max: 0 },
};
