import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'event-wrapping',
  topic: 'socket-io',
  lesson: 'socket-io',
  statement: 'What Socket.IO puts around the JSON of an event that is named event, over WebSocket',
  why: 'A digit of Engine.IO, a digit of Socket.IO, a bracket, the name in quotes and a comma; and a bracket behind. The frame’s own header comes on top.',
  sources: [
    { title: 'Socket.IO protocol', href: 'https://socket.io/docs/v4/socket-io-protocol/' },
    { title: 'Engine.IO protocol', href: 'https://socket.io/docs/v4/engine-io-protocol/' },
  ],
  place: 'lab',
  how: 'A server emits an event with a small object. A plain WebSocket client, which speaks the protocol by hand, compares the text that comes with the JSON of the object.',
  refutedBy: 'Any other number of bytes.',
  unit: 'B',
  holds: { min: 12, max: 12 },
};
