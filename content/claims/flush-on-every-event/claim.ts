import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'flush-on-every-event',
  topic: 'delivery',
  lesson: 'queues',
  heard: 'Send the queue again on every online and every connect, to be safe.',
  statement:
    'What a server without ids stores of one message that is sent on two events before its answer, and again after the connection was lost',
  why: 'Each event sends whatever is not acknowledged yet, and no answer can be there before a round trip is over. Only an id that is made once lets the server recognise the second and the third.',
  sources: [
    { title: 'Socket.IO, Delivery guarantees', href: 'https://socket.io/docs/v4/delivery-guarantees/' },
    {
      title: 'RFC 9110, section 9.2.2: Idempotent Methods',
      href: 'https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2',
    },
  ],
  place: 'lab',
  how: 'A client sends all that is unacknowledged when it comes online and when its WebSocket opens. The server stores what comes and ends the connection before it answers; the client connects again and sends again.',
  refutedBy: 'One copy, or any other number than one for each time that it was sent.',
  unit: 'copies',
  holds: { min: 3, max: 3 },
};
