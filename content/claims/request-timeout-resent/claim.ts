import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'request-timeout-resent',
  topic: 'http',
  lesson: 'long-polling',
  heard: 'A long poll that has found nothing answers 408, request timeout.',
  statement:
    'Requests that reach the server for one fetch which it answers 408, over a connection that was used before',
  why: '408 says that no complete request came in time, so it cannot have been acted on. A browser may send it again by itself, and the page learns nothing of that.',
  sources: [
    {
      title: 'RFC 9110, section 15.5.9: 408 Request Timeout',
      href: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.9',
    },
  ],
  place: 'browser',
  how: 'The page fetches an answer of 204, so that there is a connection, and then calls fetch once for an address that is always answered 408. The server counts the requests for it; then the same with 204.',
  refutedBy: 'A single request, or several where the answer is 204.',
  unit: 'requests',
  // How often it is sent again is for each browser to decide.
  holds: { min: 2, max: 10 },
};
