import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'send-takes-what-is-lost',
  topic: 'delivery',
  lesson: 'delivery',
  heard: 'If send() does not fail, the message has been delivered.',
  statement: 'Messages, out of 100 that send() has taken without an error, of which the receiver’s program never hears',
  why: 'send() puts a message into a buffer, and the kernel into another one. When the connection is reset, what lies in the buffers of both sides is gone, and nobody is told which messages it was.',
  sources: [
    {
      title: 'WHATWG, WebSockets: the send() method',
      href: 'https://websockets.spec.whatwg.org/#dom-websocket-send',
    },
    {
      title: 'RFC 9293, section 3.5.2, Reset Generation',
      href: 'https://www.rfc-editor.org/rfc/rfc9293#section-3.5.2',
    },
  ],
  place: 'lab',
  how: 'A client sends 100 messages, and all of them are reported as written. The server, which is busy and reads none of them, is reset. What it has received is counted.',
  refutedBy: 'More than ten calls of send() that report an error, or messages that the server has received.',
  unit: 'of 100',
  holds: { min: 90, max: 100 },
};
