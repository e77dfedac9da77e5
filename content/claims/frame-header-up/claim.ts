import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'frame-header-up',
  topic: 'websocket',
  lesson: 'frames',
  heard: 'A WebSocket frame costs 2 bytes.',
  statement: 'The header of a client’s frame around a payload of 5 bytes',
  why: 'A client masks what it sends, and the key of 4 bytes stands in the header. Only a server’s frame gets by with 2.',
  sources: [
    { title: 'RFC 6455, section 5.2', href: 'https://www.rfc-editor.org/rfc/rfc6455#section-5.2' },
    { title: 'RFC 6455, section 5.3', href: 'https://www.rfc-editor.org/rfc/rfc6455#section-5.3' },
  ],
  place: 'lab',
  how: 'A client sends the text Hello to a server that counts what comes over its TCP socket after the handshake.',
  refutedBy: 'Any other number of bytes before the payload.',
  unit: 'B',
  holds: { min: 6, max: 6 },
};
