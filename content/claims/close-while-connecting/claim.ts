import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'close-while-connecting',
  topic: 'staying-connected',
  lesson: 'connection-states',
  heard: 'close(1000) is reported as 1000.',
  statement: 'The code that a page is told after it called close(1000) while the connection was being made',
  why: 'There is no connection yet that could carry a close frame. The browser fails the handshake instead, and that end has no code of its own.',
  sources: [
    {
      title: 'WHATWG, WebSockets: the close() method',
      href: 'https://websockets.spec.whatwg.org/#dom-websocket-close',
    },
    { title: 'RFC 6455, section 7.1.5', href: 'https://www.rfc-editor.org/rfc/rfc6455#section-7.1.5' },
  ],
  place: 'browser',
  how: 'A WebSocket is made and closed with 1000 in the same breath; then its close event is read.',
  refutedBy: 'A close event with another code, such as the 1000 that was passed.',
  unit: '',
  holds: { min: 1006, max: 1006 },
};
