import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'batched-frames',
  topic: 'speed',
  lesson: 'backpressure',
  heard: 'Without batching, every message is a packet of its own.',
  statement:
    'In how many pieces a hundred small messages that a client sent one by one came to the server, in the middle of nine times',
  why: 'What is written while the kernel is still busy with the piece before it goes in the next one, and the reader takes what lies there in one read. TCP packs a stream, and knows nothing of messages.',
  sources: [
    { title: 'RFC 9293, TCP: a stream of octets', href: 'https://www.rfc-editor.org/rfc/rfc9293#section-3.8' },
    { title: 'Node.js, writable.cork()', href: 'https://nodejs.org/docs/latest-v20.x/api/stream.html#writablecork' },
  ],
  place: 'browser',
  how: 'A page sends a hundred positions, each with a send() of its own and all in one task, and does so nine times. The server counts its reads of the TCP socket; the value is the median. Before, twenty are sent, each after the answer to the one before: those have to come as twenty pieces.',
  refutedBy: 'A piece for each message, or nearly so.',
  unit: 'pieces',
  // By how busy both ends are: a reader that is quick gets more pieces, a sender that is quick fewer.
  holds: { min: 1, max: 75 },
};
