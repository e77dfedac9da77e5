import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'cors-and-websocket',
  topic: 'access',
  lesson: 'untrusted-input',
  heard: 'CORS keeps other sites’ pages from connecting.',
  statement: 'WebSockets that a page opens to a server whose answers CORS keeps from it, of one tried',
  why: 'CORS governs what a page may read of an HTTP answer. A WebSocket has no such rule: the browser names the page in Origin, and it is for the server to refuse.',
  sources: [
    { title: 'RFC 6455, section 10.2', href: 'https://www.rfc-editor.org/rfc/rfc6455#section-10.2' },
    { title: 'WHATWG, Fetch: CORS protocol', href: 'https://fetch.spec.whatwg.org/#http-cors-protocol' },
  ],
  place: 'browser',
  how: 'The page fetches from a server that sends no CORS headers, and then opens a WebSocket to the same server.',
  refutedBy: 'A WebSocket that does not open, or a fetch that succeeds.',
  unit: 'of 1',
  holds: { min: 1, max: 1 },
};
