import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'http2-repeated-head',
  topic: 'http',
  lesson: 'polling',
  statement: 'What the head of a poll takes over HTTP/2 once the same was sent before on the connection',
  why: 'HPACK keeps the fields that were sent in a table on both sides, and a field that repeats is an index of one or two bytes.',
  sources: [
    { title: 'RFC 7541, HPACK: Header Compression for HTTP/2', href: 'https://www.rfc-editor.org/rfc/rfc7541' },
  ],
  place: 'lab',
  how: 'A client of Node sends the same request, with the fields that Chromium sends, ten times over one HTTP/2 connection. The bytes that come to the server are counted for the first and for the last.',
  refutedBy: 'As many bytes for the last request as for the first.',
  unit: 'B',
  // Nine bytes of frame header, an index for each field, and the names of those that are never kept.
  holds: { min: 10, max: 60 },
};
