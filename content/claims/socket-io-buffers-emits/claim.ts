import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'socket-io-buffers-emits',
  topic: 'socket-io',
  lesson: 'queues',
  heard: 'What is emitted while Socket.IO is disconnected is lost, so keep a queue and send it on connect.',
  statement:
    'What a server gets of one message that is emitted while disconnected and sent again from a queue on connect',
  why: 'The client keeps what is emitted without a connection, and sends it by itself when it is connected. The queue sends it once more.',
  sources: [
    { title: 'Socket.IO, Client offline behavior', href: 'https://socket.io/docs/v4/client-offline-behavior/' },
  ],
  place: 'lab',
  how: 'A client that is not connected yet emits an event and puts it into a list. On connect it emits what is in the list. The server counts.',
  refutedBy: 'One event, or none.',
  unit: 'copies',
  holds: { min: 2, max: 2 },
};
