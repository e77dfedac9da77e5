import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'http-reuses-connection',
  topic: 'http',
  lesson: 'real-time',
  heard: 'HTTP opens a new connection for every request.',
  statement: 'TCP connections that a browser opens for twenty requests, one after the other',
  why: 'Since HTTP/1.1 a connection stays open for the next request unless one side says otherwise. What a server cannot do over it is begin: every answer needs a request.',
  sources: [
    { title: 'RFC 9112, section 9.3: Persistence', href: 'https://www.rfc-editor.org/rfc/rfc9112#section-9.3' },
    {
      title: 'RFC 9113, section 5: Streams and multiplexing',
      href: 'https://www.rfc-editor.org/rfc/rfc9113#section-5',
    },
  ],
  place: 'browser',
  how: 'The page fetches the same address twenty times, each time waiting for the whole answer. The server counts the connections that it accepts.',
  refutedBy: 'As many connections as requests, or any number near it.',
  unit: 'connections',
  // A browser may open a second one in advance.
  holds: { min: 1, max: 2 },
};
