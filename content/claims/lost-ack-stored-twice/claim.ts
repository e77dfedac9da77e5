import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'lost-ack-stored-twice',
  topic: 'delivery',
  lesson: 'delivery',
  heard: 'Send again until it is acknowledged, and the message is there.',
  statement: 'How often a message is stored whose acknowledgement was lost, and that was sent again as a new one',
  why: 'The first copy had arrived; what got lost was the word of it. Only an id that stays the same over all tries lets the server know the second for a repeat.',
  sources: [
    {
      title: 'Socket.IO, Delivery guarantees',
      href: 'https://socket.io/docs/v4/delivery-guarantees/',
    },
    {
      title: 'IETF draft, The Idempotency-Key HTTP Header Field',
      href: 'https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/',
    },
  ],
  place: 'lab',
  how: 'A server stores a message and ends the connection before it has acknowledged it. The client connects again and sends the message again: once with another id, once with the same.',
  refutedBy: 'One copy only, or two where the id was the same.',
  unit: 'times',
  holds: { min: 2, max: 2 },
};
