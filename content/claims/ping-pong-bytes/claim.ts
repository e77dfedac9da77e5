import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'ping-pong-bytes',
  topic: 'staying-connected',
  lesson: 'heartbeats',
  statement: 'A ping of the server without payload and the client’s pong, both together',
  why: 'The ping is a header of 2 bytes. The pong has the same header and 4 bytes of a mask, as everything from a client.',
  sources: [
    { title: 'RFC 6455, section 5.5.2', href: 'https://www.rfc-editor.org/rfc/rfc6455#section-5.5.2' },
    { title: 'RFC 6455, section 5.3', href: 'https://www.rfc-editor.org/rfc/rfc6455#section-5.3' },
  ],
  place: 'lab',
  how: 'A server pings a client, and counts the bytes of both directions on the TCP socket after the handshake.',
  refutedBy: 'Any other sum of bytes.',
  unit: 'B',
  holds: { min: 8, max: 8 },
};
