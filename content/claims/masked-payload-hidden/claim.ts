import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'masked-payload-hidden',
  topic: 'practice',
  lesson: 'debugging',
  heard: 'tcpdump -A shows the messages of a WebSocket that is not encrypted.',
  statement: 'Of twenty texts that a client sent, so many can be found as text in the bytes that it put on the wire',
  why: 'A client masks each frame with four bytes of chance, so that what it sends does not look like what was meant. A server does not mask; its texts stand in the bytes as they are. A tool that decodes frames unmasks them, since the mask is sent along.',
  sources: [
    {
      title: 'RFC 6455, section 5.3: Client-to-Server Masking',
      href: 'https://www.rfc-editor.org/rfc/rfc6455#section-5.3',
    },
  ],
  place: 'lab',
  how: 'A TCP relay keeps all bytes of both directions between a client and a server built on ws that echoes. Twenty different texts are sent, and looked for in what was kept.',
  refutedBy: 'A text of the client that stands in its bytes, or one of the server that does not.',
  unit: 'texts',
  holds: { min: 0, max: 0 },
};
