import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'fixed-window-twice',
  topic: 'access',
  lesson: 'untrusted-input',
  heard: 'A limit of 100 messages a second lets 100 messages through in a second.',
  statement: 'Messages that a server with a fixed window of 100 a second takes within half a second',
  why: 'The count begins anew at the boundary. Whoever sends at the end of one window and at the beginning of the next gets twice the limit; a token bucket has no boundary.',
  sources: [
    {
      title: 'Cloudflare, How we built rate limiting',
      href: 'https://blog.cloudflare.com/counting-things-a-lot-of-different-things/',
    },
  ],
  place: 'lab',
  how: 'A client sends 100 messages a tenth of a second before a window ends, and 100 more as soon as the next has begun. The server, on ws, answers each with whether it took it. Then the same with a token bucket of the same rate.',
  refutedBy: 'Any other number of messages than that, or as many with the token bucket.',
  unit: 'messages',
  holds: { min: 200, max: 200 },
};
