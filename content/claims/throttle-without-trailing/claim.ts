import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'throttle-without-trailing',
  topic: 'speed',
  lesson: 'backpressure',
  heard: 'A throttle of 50 ms sends the newest position often enough.',
  statement:
    'The last of twenty positions that arrives, where a throttle of 50 ms passes on the first call of each interval and nothing after it',
  why: 'What comes within an interval is thrown away, and when the pointer stops, what was thrown away is where it stopped. A throttle for values needs the trailing call: at the end of the interval, the newest.',
  sources: [
    { title: 'Pointer Events: coalesced events', href: 'https://www.w3.org/TR/pointerevents3/#coalesced-events' },
  ],
  place: 'lab',
  how: 'A pointer moves to twenty positions, 16 ms apart on a clock that is turned by hand. Each is given to a throttle without a trailing call, which sends over a WebSocket. What the server got last is the value; then the same with a trailing call.',
  refutedBy: 'Another position, above all the twentieth; or another than that with a trailing call.',
  unit: '',
  holds: { min: 17, max: 17 },
};
