import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'time-out-is-unknown',
  topic: 'delivery',
  lesson: 'optimistic-updates',
  heard: 'No answer within the time-out: it has failed, so roll it back.',
  statement: 'Messages that the server had taken, of twenty that a client had given up after its time-out',
  why: 'A time-out measures the answer, and not the message. A slow answer belongs to something that has happened, and a lost message has no answer either: both look the same from here.',
  sources: [
    {
      title: 'AWS Builders’ Library, Timeouts, retries and backoff with jitter',
      href: 'https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/',
    },
    { title: 'Socket.IO, Delivery guarantees', href: 'https://socket.io/docs/v4/delivery-guarantees/' },
  ],
  place: 'lab',
  how: 'A WebSocket server takes twenty messages and answers each after 400 ms. The client waits 100 ms for each answer and then notes it as failed. The server is asked which of those it has.',
  refutedBy: 'Any of them missing at the server, or an answer that never comes.',
  unit: 'messages',
  holds: { min: 20, max: 20 },
};
