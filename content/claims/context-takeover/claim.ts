import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'context-takeover',
  topic: 'speed',
  lesson: 'smaller-messages',
  statement:
    'How many times the bytes fifty similar messages take when each is compressed by itself, and not after those before it',
  why: 'With context takeover the compressor remembers the messages before, so what they have in common is named and not sent again. Each end keeps its memory for that as long as the connection stands.',
  sources: [
    {
      title: 'RFC 7692, section 7.1.1: context takeover',
      href: 'https://www.rfc-editor.org/rfc/rfc7692#section-7.1.1',
    },
    { title: 'ws, WebSocket compression', href: 'https://github.com/websockets/ws#websocket-compression' },
  ],
  place: 'lab',
  how: 'A server of ws sends fifty prices to a client, over a connection with permessage-deflate as it is and over one that has agreed on server_no_context_takeover. The bytes of both TCP connections are compared, without their handshakes.',
  refutedBy: 'As many bytes either way.',
  unit: '',
  digits: 1,
  holds: { min: 1.5 },
};
