import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'websocket-over-http2',
  topic: 'websocket',
  lesson: 'other-transports',
  heard: 'Every WebSocket has a TCP connection of its own, and begins with Upgrade and 101.',
  statement: 'TCP connections that carry ten WebSockets and ten event streams to a server of HTTP/2',
  why: 'Over HTTP/2 a WebSocket begins with an Extended CONNECT, answered with 200, and is one stream among many. Upgrade, Connection and the two keys of the handshake are not sent.',
  sources: [
    {
      title: 'RFC 8441, section 4: The Extended CONNECT Method',
      href: 'https://www.rfc-editor.org/rfc/rfc8441#section-4',
    },
    { title: 'RFC 8441, section 5: Using Extended CONNECT', href: 'https://www.rfc-editor.org/rfc/rfc8441#section-5' },
  ],
  place: 'lab',
  how: 'A server of Node accepts Extended CONNECT and counts the TCP connections made to it. A client of Node opens ten streams with :protocol websocket and ten event streams, all open at once. On each WebSocket a masked text frame is sent, and its echo awaited.',
  refutedBy: 'A second TCP connection, an answer other than 200, or a frame without its echo.',
  unit: 'connections',
  holds: { min: 1, max: 1 },
};
