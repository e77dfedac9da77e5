import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'header-bytes',
  topic: 'http',
  lesson: 'polling',
  heard: 'Every request carries 700 to 800 bytes of headers.',
  statement: 'The head of a request that a browser sends for a poll, without cookies',
  why: 'The number is from a paper about SPDY, of 2009, and is about uncompressed heads with cookies in them. What a browser sends depends on the site’s cookies and on the browser; and HTTP/2 and HTTP/3 send a head that repeats in a few tens of bytes.',
  sources: [
    { title: 'The Chromium projects, SPDY whitepaper', href: 'https://www.chromium.org/spdy/spdy-whitepaper/' },
    { title: 'RFC 7541, HPACK: Header Compression for HTTP/2', href: 'https://www.rfc-editor.org/rfc/rfc7541' },
  ],
  place: 'browser',
  how: 'The page fetches one address twice over HTTP/1.1. The server counts the bytes that the connection brings for the second request.',
  refutedBy: 'A head between 700 and 800 bytes.',
  unit: 'B',
  // Each browser sends its own.
  holds: { min: 250, max: 699 },
};
