import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'polling-wait',
  topic: 'http',
  lesson: 'polling',
  statement: 'How long an event waits for the next poll on average, as a part of the time from poll to poll',
  why: 'Events fall anywhere into the interval, so some wait nearly all of it and some nearly nothing. The average is half; the worst case is the whole, and the way there and back.',
  sources: [
    {
      title: 'RFC 6202, section 2.1: long polling, and polling before it',
      href: 'https://www.rfc-editor.org/rfc/rfc6202#section-2.1',
    },
  ],
  place: 'lab',
  how: 'A client polls a server of Node every 25 ms over one connection, and waits from the answer. Two hundred events happen at random times meanwhile. For each, the time until an answer brings it is divided by the time from poll to poll.',
  refutedBy: 'An average near nothing, or near a whole interval.',
  unit: '',
  digits: 2,
  holds: { min: 0.4, max: 0.62 },
};
