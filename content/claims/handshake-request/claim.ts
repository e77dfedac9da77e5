import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'handshake-request',
  topic: 'websocket',
  lesson: 'handshake',
  statement: 'The request with which a browser opens a WebSocket, without cookies',
  why: 'It is an HTTP request like others, with the browser’s own name and six lines for the handshake.',
  sources: [
    { title: 'RFC 6455, section 4.1: Client Requirements', href: 'https://www.rfc-editor.org/rfc/rfc6455#section-4.1' },
  ],
  place: 'browser',
  how: 'The page opens a WebSocket to a server that counts what its TCP connection brings until the handshake is answered.',
  refutedBy: 'A request of a few bytes, such as a frame, or of more than a kilobyte.',
  unit: 'B',
  // Each browser sends its own.
  holds: { min: 250, max: 1000 },
};
