import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'frame-header-down',
  topic: 'websocket',
  lesson: 'frames',
  statement: 'The header of a server’s frame around a payload of 5 bytes',
  why: 'A server does not mask. One byte has FIN and the opcode, one the length.',
  sources: [
    {
      title: 'RFC 6455, section 5.2: Base Framing Protocol',
      href: 'https://www.rfc-editor.org/rfc/rfc6455#section-5.2',
    },
  ],
  place: 'lab',
  how: 'A server sends the text Hello. A client written by hand reads its TCP connection behind the handshake.',
  refutedBy: 'Any other number of bytes before the payload.',
  unit: 'B',
  holds: { min: 2, max: 2 },
};
