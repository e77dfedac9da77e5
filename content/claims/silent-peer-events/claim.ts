import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'silent-peer-events',
  topic: 'staying-connected',
  lesson: 'heartbeats',
  heard: 'When the other side is gone, onclose tells you.',
  statement: 'What a page is told, in three seconds and with three messages sent, of a peer that says nothing any more',
  why: 'An end is told by a close frame, a FIN or a RST. From a peer that is gone none of them comes, and what the page sends goes into the buffers of the system.',
  sources: [
    {
      title: 'WHATWG, WebSockets: feedback from the protocol',
      href: 'https://websockets.spec.whatwg.org/#feedback-from-the-protocol',
    },
    {
      title: 'RFC 9293, section 3.8.3: TCP Connection Failures',
      href: 'https://www.rfc-editor.org/rfc/rfc9293#section-3.8.3',
    },
  ],
  place: 'browser',
  how: 'A server answers the handshake and then nothing, and reads on. The page sends one message a second and writes down every event after open.',
  refutedBy: 'Any event, an exception of send(), or a readyState that is not 1 after the three seconds.',
  unit: 'events',
  holds: { min: 0, max: 0 },
};
