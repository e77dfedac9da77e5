import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'blobs-by-default',
  topic: 'websocket',
  lesson: 'browser-api',
  statement: 'Binary messages of ten that a page gets as Blobs where it sets nothing',
  why: 'binaryType is blob until it is set to arraybuffer, and what it is when a message arrives decides.',
  sources: [
    { title: 'WebSockets standard: binaryType', href: 'https://websockets.spec.whatwg.org/#dom-websocket-binarytype' },
  ],
  place: 'browser',
  how: 'A server sends ten binary messages. The page sets nothing, and counts the Blobs; then it sets arraybuffer, and gets ten more.',
  refutedBy: 'An ArrayBuffer among the first ten, or a Blob among the others.',
  unit: 'messages',
  holds: { min: 10, max: 10 },
};
