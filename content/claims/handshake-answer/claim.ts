import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'handshake-answer',
  topic: 'websocket',
  lesson: 'handshake',
  statement: 'The answer 101 of a server that adds nothing to what a handshake needs',
  why: 'A status line and three fields: Upgrade, Connection, and the accept value of 28 characters.',
  sources: [
    {
      title: 'RFC 6455, section 4.2.2: Sending the Server’s Opening Handshake',
      href: 'https://www.rfc-editor.org/rfc/rfc6455#section-4.2.2',
    },
  ],
  place: 'lab',
  how: 'A client written by hand sends a handshake to a server built on ws, without offering anything, and counts the bytes up to the empty line.',
  refutedBy: 'An answer of any other length.',
  unit: 'B',
  holds: { min: 129, max: 129 },
};
