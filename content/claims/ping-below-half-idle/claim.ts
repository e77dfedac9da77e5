import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'ping-below-half-idle',
  topic: 'proxies',
  lesson: 'proxies',
  heard: 'A WebSocket stays open until one side closes it.',
  statement: 'Of ten WebSockets with a ping in each quarter of a relay’s idle time, those that it lets stand',
  why: 'What stands between ends connections over which nothing goes, and tells neither side why. A ping is a few bytes that begin its time anew.',
  sources: [
    { title: 'nginx, WebSocket proxying', href: 'https://nginx.org/en/docs/http/websocket.html' },
    { title: 'RFC 6455, section 5.5.2: Ping', href: 'https://www.rfc-editor.org/rfc/rfc6455#section-5.5.2' },
  ],
  place: 'lab',
  how: 'Ten WebSockets stand over a relay that ends what has carried nothing for 600 ms. Each is pinged every 150 ms. After 1.5 s, those that are open are counted. The same with ten that say nothing.',
  refutedBy: 'One that was ended although it was pinged.',
  unit: 'connections',
  holds: { min: 10, max: 10 },
};
