import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'one-connection-in-order',
  topic: 'delivery',
  lesson: 'delivery',
  heard: 'The network reorders packets, so WebSocket messages may arrive out of order or be lost on the way.',
  statement:
    'Messages that are missing, doubled or out of place, out of 10,000 of all sizes over one connection that stands',
  why: 'TCP numbers its bytes, asks again for those that are missing, and hands them on in order. What packets do on the way stays below it.',
  sources: [
    {
      title: 'RFC 9293, Transmission Control Protocol, section 3.4',
      href: 'https://www.rfc-editor.org/rfc/rfc9293#section-3.4',
    },
    { title: 'RFC 6455, section 5.4', href: 'https://www.rfc-editor.org/rfc/rfc6455#section-5.4' },
  ],
  place: 'lab',
  how: 'A client sends 10,000 numbered messages of 5 to 5,000 bytes as fast as it can. The server counts the numbers as they come.',
  refutedBy: 'One number that is missing, comes twice, or comes after a higher one.',
  unit: 'messages',
  holds: { min: 0, max: 0 },
};
