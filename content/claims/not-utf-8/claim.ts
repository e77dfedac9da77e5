import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'not-utf-8',
  topic: 'websocket',
  lesson: 'frames',
  statement: 'The code with which a server ends a connection on which a text comes that is not UTF-8',
  why: 'A text message has to be valid UTF-8, and whoever gets another has to fail the connection. The rule is about the message: a character may be cut in two by fragments.',
  sources: [
    {
      title: 'RFC 6455, section 8.1: Handling of errors in UTF-8-encoded data',
      href: 'https://www.rfc-editor.org/rfc/rfc6455#section-8.1',
    },
    {
      title: 'RFC 6455, section 7.4.1: Defined status codes',
      href: 'https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1',
    },
  ],
  place: 'lab',
  how: 'A client written by hand sends é as the bytes c3 a9, then with one byte in each of two fragments, and each is sent back. Then it sends c3 28, which is no character. The close frame of the server, built on ws, is read.',
  refutedBy: 'An echo of c3 28, another code, a connection that stays, or no echo of the cut é.',
  unit: '',
  holds: { min: 1007, max: 1007 },
};
