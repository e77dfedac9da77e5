import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'pings-unseen',
  topic: 'staying-connected',
  lesson: 'heartbeats',
  heard: 'The browser can ping the server with a ping frame.',
  statement: 'What a page is told of three pings of the server, each of which its browser has answered',
  why: 'Ping and pong are control frames. The browser answers by itself, and its WebSocket interface has neither a method to send them nor an event for them.',
  sources: [
    { title: 'RFC 6455, section 5.5.2', href: 'https://www.rfc-editor.org/rfc/rfc6455#section-5.5.2' },
    {
      title: 'WHATWG, WebSockets: ping and pong frames',
      href: 'https://websockets.spec.whatwg.org/#ping-and-pong-frames',
    },
  ],
  place: 'browser',
  how: 'A server sends three pings and counts the pongs. The page writes down every event between open and close.',
  refutedBy: 'Any event in the page, a pong that stays out, or a method named ping on the WebSocket.',
  unit: 'events',
  holds: { min: 0, max: 0 },
};
