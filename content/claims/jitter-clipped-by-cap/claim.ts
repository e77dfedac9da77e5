import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'jitter-clipped-by-cap',
  topic: 'staying-connected',
  lesson: 'reconnecting',
  heard: 'Socket.IO randomises its waits, so its clients do not come back together.',
  statement: 'Share of Socket.IO’s clients, left as they are, whose fifth wait is the cap to the millisecond',
  why: 'It doubles the wait, gives or takes up to a half, and then cuts at five seconds. At the fifth try the smallest wait that can be drawn is already above that, so what was drawn is cut off.',
  sources: [
    { title: 'Socket.IO, Client options: randomizationFactor', href: 'https://socket.io/docs/v4/client-options/' },
    {
      title: 'AWS Architecture Blog, Exponential Backoff And Jitter',
      href: 'https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/',
    },
  ],
  place: 'lab',
  how: 'A thousand Managers of the library are made with its default options, and the backoff of each is asked for the waits of five tries. Then the same with reconnectionDelayMax set to 60 s.',
  refutedBy: 'Clients whose fifth waits differ, as those with the larger cap do.',
  unit: '%',
  holds: { min: 100, max: 100 },
};
