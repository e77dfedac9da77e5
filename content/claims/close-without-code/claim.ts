import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'close-without-code',
  topic: 'staying-connected',
  lesson: 'connection-states',
  heard: 'A normal close() ends with 1000.',
  statement: 'The code that a page is told after it called close() without one on an open connection',
  why: 'Without an argument the close frame has no payload. 1005 is the local note for a close frame without a code, and the server makes the same note.',
  sources: [
    { title: 'RFC 6455, section 7.1.5', href: 'https://www.rfc-editor.org/rfc/rfc6455#section-7.1.5' },
    {
      title: 'WHATWG, WebSockets: the close() method',
      href: 'https://websockets.spec.whatwg.org/#dom-websocket-close',
    },
  ],
  place: 'browser',
  how: 'A WebSocket is opened and closed without arguments; both ends read the code of their close event.',
  refutedBy: 'A close event with another code, or one that is not clean.',
  unit: '',
  holds: { min: 1005, max: 1005 },
};
