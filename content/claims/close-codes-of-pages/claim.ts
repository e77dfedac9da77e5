import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'close-codes-of-pages',
  topic: 'websocket',
  lesson: 'closing',
  statement: 'Codes from 0 to 65,535 that a page may pass to close()',
  why: 'Pages say that they are done, 1000, or use the numbers that are free for libraries and applications, 3000 to 4999. The others are for the protocol, and throw InvalidAccessError.',
  sources: [{ title: 'WebSockets standard: close()', href: 'https://websockets.spec.whatwg.org/#dom-websocket-close' }],
  place: 'browser',
  how: 'The page passes each number of two bytes to close() of a WebSocket and counts those that do not throw.',
  refutedBy: 'Any other number of codes.',
  unit: 'codes',
  holds: { min: 2001, max: 2001 },
};
