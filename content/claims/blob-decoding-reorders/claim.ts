import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'blob-decoding-reorders',
  topic: 'delivery',
  lesson: 'delivery',
  heard: 'WebSocket keeps the order, so messages are handled in the order in which they were sent.',
  statement: 'Messages, out of 60, that a handler finishes after a later one, because it awaits the bytes of a Blob',
  why: 'The events come in order. But each handler then waits for its own bytes, and those of a small message are there before those of a large one that came earlier.',
  sources: [
    { title: 'WHATWG, WebSockets: binaryType', href: 'https://websockets.spec.whatwg.org/#dom-websocket-binarytype' },
    { title: 'W3C, File API: arrayBuffer()', href: 'https://w3c.github.io/FileAPI/#arraybuffer-method-algo' },
  ],
  place: 'browser',
  how: 'A server sends 60 numbered binary messages at once; every tenth has 4 MB, the others 8 bytes. The page reads each with await blob.arrayBuffer() and writes down its number. Then the same with binaryType set to arraybuffer.',
  refutedBy: 'All numbers in order, or one out of order with arraybuffer.',
  unit: 'of 60',
  holds: { min: 1, max: 60 },
};
