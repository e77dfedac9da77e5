import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'frame-header-longest',
  topic: 'websocket',
  lesson: 'frames',
  statement: 'The header of a client’s frame around a payload of 65,536 bytes',
  why: 'Two bytes, eight more for a length that does not fit two, and the four of the mask.',
  sources: [
    {
      title: 'RFC 6455, section 5.2: Base Framing Protocol',
      href: 'https://www.rfc-editor.org/rfc/rfc6455#section-5.2',
    },
  ],
  place: 'lab',
  how: 'A client sends texts of 125, 126, 65,535 and 65,536 bytes. For each, the server counts what its TCP connection brings.',
  refutedBy: 'Any other number of bytes before the payload.',
  unit: 'B',
  holds: { min: 14, max: 14 },
};
