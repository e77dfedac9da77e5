import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'takeover-misses-nothing',
  topic: 'react',
  lesson: 'sharing-a-connection',
  statement:
    'Events that a group of documents misses when the one with the connection goes, and the next one subscribes with the last number it has',
  why: 'The server has kept what came in between, and sends it first. Without a position a subscription begins with what happens next.',
  sources: [
    { title: 'W3C, Web Locks API', href: 'https://www.w3.org/TR/web-locks/' },
    {
      title: 'WHATWG, BroadcastChannel',
      href: 'https://html.spec.whatwg.org/multipage/web-messaging.html#broadcasting-to-other-browsing-contexts',
    },
  ],
  place: 'browser',
  how: 'A server publishes a numbered event every two milliseconds. The frame that holds the lock and the connection is taken away, and a quarter of a second passes before the next one may connect, as over a slow network. Holes in its numbers are counted; then the same without a position.',
  refutedBy: 'A hole in the numbers.',
  unit: 'events',
  holds: { min: 0, max: 0 },
};
