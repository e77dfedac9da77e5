import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'header-argument-ignored',
  topic: 'websocket',
  lesson: 'browser-api',
  heard: 'Pass the token in the headers of the WebSocket.',
  statement: 'Handshakes of five that carry the field which a page passes to the constructor as a third argument',
  why: 'The constructor has two parameters, the address and the names. A browser ignores a third, so a page cannot set Authorization.',
  sources: [
    {
      title: 'WebSockets standard: the constructor',
      href: 'https://websockets.spec.whatwg.org/#dom-websocket-websocket',
    },
  ],
  place: 'browser',
  how: 'The page opens five WebSockets with headers as a third argument, as the library ws takes them in Node. The server counts the handshakes that have the field.',
  refutedBy: 'A handshake with the field.',
  unit: 'handshakes',
  holds: { min: 0, max: 0 },
};
