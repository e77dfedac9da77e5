import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'proxy-drops-upgrade',
  topic: 'proxies',
  lesson: 'proxies',
  heard: 'A WebSocket begins as HTTP, so it goes through every proxy.',
  statement: 'Of ten handshakes through a proxy that only does what HTTP says, those that succeed',
  why: 'Connection and Upgrade are about one hop, and a proxy has to take Connection, and what it names, off before it passes a request on. The server then sees an ordinary GET. So a proxy has to know of upgrades, and be told to pass them.',
  sources: [
    { title: 'RFC 9110, section 7.6.1: Connection', href: 'https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1' },
    { title: 'nginx, WebSocket proxying', href: 'https://nginx.org/en/docs/http/websocket.html' },
  ],
  place: 'lab',
  how: 'A small proxy of Node passes each request on without Connection and the fields that it names. Ten clients send a handshake through it to a WebSocket server. Then ten more through one that passes these fields and the bytes that follow.',
  refutedBy: 'A handshake that succeeds although the fields were taken off.',
  unit: 'handshakes',
  holds: { min: 0, max: 0 },
};
