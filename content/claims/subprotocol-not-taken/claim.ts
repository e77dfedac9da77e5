import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'subprotocol-not-taken',
  topic: 'websocket',
  lesson: 'handshake',
  heard: 'A subprotocol is a hint: a server may ignore it.',
  statement: 'WebSockets of ten that open where the page offers a subprotocol and the server takes none',
  why: 'A browser fails the connection of a page that offered names and got none of them, even though the server said 101.',
  sources: [
    {
      title: 'WebSockets standard: the connection is established',
      href: 'https://websockets.spec.whatwg.org/#websocket-opening-handshake',
    },
    { title: 'RFC 6455, section 4.1', href: 'https://www.rfc-editor.org/rfc/rfc6455#section-4.1' },
  ],
  place: 'browser',
  how: 'The page opens ten WebSockets with a name that the server does not choose, then one without a name.',
  refutedBy: 'A WebSocket among the ten that opens.',
  unit: 'connections',
  holds: { min: 0, max: 0 },
};
