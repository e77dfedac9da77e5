import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'unmasked-frame',
  topic: 'websocket',
  lesson: 'frames',
  statement: 'The code with which a server ends a connection on which a client’s frame comes without a mask',
  why: 'A client has to mask every frame, over TLS as well. A server that gets one without closes the connection, and may say 1002.',
  sources: [
    {
      title: 'RFC 6455, section 5.1: Overview of data framing',
      href: 'https://www.rfc-editor.org/rfc/rfc6455#section-5.1',
    },
  ],
  place: 'lab',
  how: 'A client written by hand sends the text Hello as 81 05 48 65 6c 6c 6f. The close frame of the server, built on ws, is read.',
  refutedBy: 'An answer, another code, or a connection that stays.',
  unit: '',
  holds: { min: 1002, max: 1002 },
};
