import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'send-after-close',
  topic: 'staying-connected',
  lesson: 'connection-states',
  heard: 'send() throws when the connection is not open.',
  statement: 'By how much bufferedAmount grows when a page sends five bytes over a closed WebSocket',
  why: 'Only while connecting does send() throw. After that it counts the bytes as waiting and drops them, and nothing ever takes them off the count.',
  sources: [
    { title: 'WHATWG, WebSockets: the send() method', href: 'https://websockets.spec.whatwg.org/#dom-websocket-send' },
    {
      title: 'WHATWG, WebSockets: bufferedAmount',
      href: 'https://websockets.spec.whatwg.org/#dom-websocket-bufferedamount',
    },
  ],
  place: 'browser',
  how: 'A WebSocket is opened and closed. After its close event it sends five letters; the server counts what arrives.',
  refutedBy: 'An exception, a count that stays at 0, or a message that arrives.',
  unit: 'B',
  holds: { min: 5, max: 5 },
};
