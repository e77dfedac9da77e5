import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'client-weight',
  topic: 'socket-io',
  lesson: 'socket-io',
  statement: 'The client of Socket.IO, minified and compressed with gzip',
  why: 'It brings two protocols, several transports, buffering and reconnecting. A browser’s own WebSocket weighs nothing, and has none of that.',
  sources: [{ title: 'Socket.IO, client installation', href: 'https://socket.io/docs/v4/client-installation/' }],
  place: 'lab',
  how: 'The file dist/socket.io.min.js of the package that this project installs is compressed with gzip at its best.',
  refutedBy: 'A size outside of 13 to 17 kB.',
  unit: 'B',
  holds: { min: 13000, max: 17000 },
};
