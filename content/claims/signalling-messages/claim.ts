import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'signalling-messages',
  topic: 'practice',
  lesson: 'other-transports',
  heard: 'WebRTC is peer to peer and needs no server.',
  statement: 'Messages that a server passes on before two peers of one page can speak to each other',
  why: 'A peer cannot know what the other can do nor where it is. An offer and an answer have to be exchanged, and a candidate for each address; WebRTC leaves open over what. How many candidates there are depends on the machine’s networks.',
  sources: [
    { title: 'RFC 8825, section 2.4: Terminology', href: 'https://www.rfc-editor.org/rfc/rfc8825#section-2.4' },
    { title: 'RFC 9429, section 3: Semantics and Syntax', href: 'https://www.rfc-editor.org/rfc/rfc9429#section-3' },
  ],
  place: 'browser',
  needsNetwork: true,
  how: 'Two peer connections, without STUN or TURN, each with a WebSocket of its own to a server that passes on what it gets. Once a data channel is open and both have found all their addresses, the server is asked how many messages it has passed on. Before, the same is tried with nobody to pass anything on, for half a second.',
  refutedBy: 'A channel that opens without a message passed on, or with less than an offer, an answer and a candidate.',
  unit: 'messages',
  holds: { min: 3, max: 60 },
};
