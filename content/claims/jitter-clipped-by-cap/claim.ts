import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'jitter-clipped-by-cap',
  topic: 'staying-connected',
  lesson: 'reconnecting',
  heard: 'A random second on top of the wait is jitter enough.',
  statement:
    'Share of the clients whose sixth wait is the cap to the millisecond, where the random second lies inside it',
  why: 'From the sixth try on the doubled wait alone is above the cap, so the smaller of the two is the cap itself, and what was drawn is cut off.',
  sources: [
    {
      title: 'AWS Architecture Blog, Exponential Backoff And Jitter',
      href: 'https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/',
    },
  ],
  place: 'lab',
  how: 'A thousand clients compute min(1,000 · 2ⁿ + a random second, 30,000) for six tries each, and those whose sixth wait is 30,000 are counted.',
  refutedBy: 'Clients whose sixth waits differ.',
  unit: '%',
  holds: { min: 100, max: 100 },
};
