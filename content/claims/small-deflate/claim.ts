import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'small-deflate',
  topic: 'speed',
  lesson: 'smaller-messages',
  heard: 'Compression makes messages smaller.',
  statement: 'How much smaller a pointer position of 41 bytes becomes when it is deflated by itself',
  why: 'A compressor saves what repeats. In a short message hardly anything does, and the codes themselves take room. What repeats are the messages, so it pays over many of them together.',
  sources: [
    { title: 'RFC 1951, DEFLATE', href: 'https://www.rfc-editor.org/rfc/rfc1951' },
    { title: 'ws, WebSocket compression', href: 'https://github.com/websockets/ws#websocket-compression' },
  ],
  place: 'lab',
  how: 'One position is deflated as permessage-deflate does it, without the four bytes that RFC 7692 takes off; then a list of a hundred of them.',
  refutedBy: 'A saving of a quarter or more.',
  unit: '%',
  holds: { max: 15 },
};
