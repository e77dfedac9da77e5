import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'long-poll-connections',
  topic: 'http',
  lesson: 'long-polling',
  heard: 'Long polling needs a new connection after each response, and has no empty responses.',
  statement: 'Connections under ten long polls that follow each other and all run out empty',
  why: 'The next request uses the connection of the last one. A hold that runs out is an empty answer, and costs a request and not a connection.',
  sources: [
    { title: 'RFC 6202, section 2.1', href: 'https://www.rfc-editor.org/rfc/rfc6202#section-2.1' },
    { title: 'RFC 9112, section 9.3: Persistence', href: 'https://www.rfc-editor.org/rfc/rfc9112#section-9.3' },
  ],
  place: 'browser',
  how: 'The page asks ten times. The server holds each request for 50 ms and answers 204, since nothing happens. It counts connections and empty answers.',
  refutedBy: 'As many connections as requests, or fewer than ten empty answers.',
  unit: 'connections',
  holds: { min: 1, max: 2 },
};
