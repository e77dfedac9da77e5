import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'jitter-after-cap',
  topic: 'staying-connected',
  lesson: 'reconnecting',
  heard: 'With a maximum delay of 30 seconds, no client waits longer than 30 seconds.',
  statement: 'Longest wait where ±25 % of jitter is added after the cap, as a multiple of the cap',
  why: 'The cap is applied to the ceiling and the jitter to what comes out of it, so a quarter may come on top.',
  sources: [
    {
      title: 'AWS Architecture Blog, Exponential Backoff And Jitter',
      href: 'https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/',
    },
  ],
  place: 'lab',
  how: 'A hundred clients try to connect to a server that refuses each of them nine times, with a base of 1 s and a cap of 30 s. They wait on a clock that is turned by hand, and the server takes the time on it from each refusal to the next try of the same client. Then as many with the course’s own backoff, whose jitter lies inside the cap.',
  refutedBy: 'A longest wait that does not exceed the cap, or one of the course’s own backoff that exceeds its own.',
  unit: '× the cap',
  digits: 2,
  holds: { min: 1.2, max: 1.25 },
};
