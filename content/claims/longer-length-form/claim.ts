import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'longer-length-form',
  topic: 'websocket',
  lesson: 'frames',
  statement:
    'Frames of three that the library ws reads although their length is written in a longer form than it needs',
  why: 'The standard says that the minimal number of bytes has to be used. ws does not look.',
  sources: [
    {
      title: 'RFC 6455, section 5.2: Base Framing Protocol',
      href: 'https://www.rfc-editor.org/rfc/rfc6455#section-5.2',
    },
    { title: 'ws', href: 'https://github.com/websockets/ws' },
  ],
  place: 'lab',
  how: 'A client written by hand sends three masked texts of seven bytes, their lengths in 7, 16 and 64 bits. The server, built on ws, sends back what it reads.',
  refutedBy: 'A connection that is closed with 1002, or fewer than three answers.',
  unit: 'frames',
  holds: { min: 3, max: 3 },
};
