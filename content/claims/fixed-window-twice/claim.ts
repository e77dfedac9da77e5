import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'fixed-window-twice',
  topic: 'access',
  lesson: 'untrusted-input',
  heard: 'A limit of 100 messages a minute lets 100 messages through in a minute.',
  statement: 'Messages that a fixed window of 100 a minute lets through within two seconds',
  why: 'The count begins anew at the boundary. Whoever sends at the end of one window and at the beginning of the next gets twice the limit; a token bucket has no boundary.',
  sources: [
    {
      title: 'Cloudflare, How we built rate limiting',
      href: 'https://blog.cloudflare.com/counting-things-a-lot-of-different-things/',
    },
  ],
  place: 'lab',
  how: 'A fixed window and a token bucket, both of 100 a minute, are asked 200 times: 100 times a second before the boundary and 100 times a second after it.',
  refutedBy: 'Any other number of messages than that.',
  unit: 'messages',
  holds: { min: 200, max: 200 },
};
