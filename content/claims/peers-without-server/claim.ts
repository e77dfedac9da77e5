import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'peers-without-server',
  topic: 'practice',
  lesson: 'other-transports',
  statement:
    'Messages of 100 that come back over a data channel after the server over which the peers met has ended their connections',
  why: 'The server is needed to meet. A data channel runs over UDP between the two peers, with SCTP inside DTLS, and passes by the server.',
  sources: [
    { title: 'RFC 8831, section 5: The Usage of SCTP', href: 'https://www.rfc-editor.org/rfc/rfc8831#section-5' },
    { title: 'RFC 8825, section 3: Architecture', href: 'https://www.rfc-editor.org/rfc/rfc8825#section-3' },
  ],
  place: 'browser',
  needsNetwork: true,
  how: 'Two peers of one page meet over a WebSocket server. Then the server ends both WebSockets with 1001, and both have been seen to end. A hundred messages go over the data channel, and the other peer sends each one back.',
  refutedBy: 'Fewer than a hundred, or a connection that still stands.',
  unit: 'messages',
  holds: { min: 100, max: 100 },
};
