import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'event-source-limit',
  topic: 'sse',
  lesson: 'server-sent-events',
  statement: 'Event streams of eight that a page opens to one server over HTTP/1.1',
  why: 'A browser opens six connections to one host and port over HTTP/1.1, for all tabs together, and a stream keeps one. The others stay in readyState 0 without an error.',
  sources: [
    { title: 'MDN, EventSource', href: 'https://developer.mozilla.org/en-US/docs/Web/API/EventSource' },
    {
      title: 'Chromium, client_socket_pool_manager.cc',
      href: 'https://chromium.googlesource.com/chromium/src/+/refs/heads/main/net/socket/client_socket_pool_manager.cc',
    },
  ],
  place: 'browser',
  how: 'The page makes eight EventSources for streams that never end. When no more have opened for a second, those that are open are counted. Then one is closed, and the next opens.',
  refutedBy: 'All eight open at the same time.',
  unit: 'streams',
  // Six in the browsers of today; the standard leaves the number to them.
  holds: { min: 2, max: 7 },
};
