import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'long-poll-limit',
  topic: 'http',
  lesson: 'long-polling',
  heard: 'Long polling has no limit on connections.',
  statement: 'Held requests that a browser has at one server at a time over HTTP/1.1, of twelve that a page makes',
  why: 'A held request keeps its connection, and a browser opens only a few to one host and port, for all tabs together. The others wait in the browser, and so does everything else for that server.',
  sources: [
    { title: 'RFC 9112, section 9.4: Concurrency', href: 'https://www.rfc-editor.org/rfc/rfc9112#section-9.4' },
    {
      title: 'Chromium, client_socket_pool_manager.cc',
      href: 'https://chromium.googlesource.com/chromium/src/+/refs/heads/main/net/socket/client_socket_pool_manager.cc',
    },
  ],
  place: 'browser',
  how: 'The page makes twelve requests at once to a server that holds all of them. Once no more arrive, those at the server are counted; then it answers, and the rest come.',
  refutedBy: 'All twelve at the server at once.',
  unit: 'requests',
  // Six in the browsers of today; the standard leaves the number to them.
  holds: { min: 2, max: 11 },
};
