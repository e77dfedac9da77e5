import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'lock-holds-one-connection',
  topic: 'react',
  lesson: 'sharing-a-connection',
  statement: 'Connections of five documents of one origin in which only the holder of a lock connects',
  why: 'A lock of the Web Locks API belongs to one document of an origin at a time, whichever tabs and frames they are in. The others wait in line.',
  sources: [
    { title: 'W3C, Web Locks API', href: 'https://www.w3.org/TR/web-locks/' },
    { title: 'MDN, Web Locks API', href: 'https://developer.mozilla.org/en-US/docs/Web/API/Web_Locks_API' },
  ],
  place: 'browser',
  how: 'Five frames, each a document of its own, ask for the same lock, and connect when they have it. The server says how many connections stand; then the same without the lock.',
  refutedBy: 'More than one connection, or none.',
  unit: 'connections',
  holds: { min: 1, max: 1 },
};
