import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'no-error-listener',
  topic: 'websocket',
  lesson: 'untrusted-input',
  heard: 'A bad frame ends one connection.',
  statement: 'Processes ended by one unmasked frame, of two servers that differ in an error listener alone',
  why: 'The library reports an illegal frame as an error event of that socket. An error event that nobody listens to is thrown, and nothing catches it there.',
  sources: [
    { title: 'Node.js, Events: error events', href: 'https://nodejs.org/api/events.html#error-events' },
    { title: 'ws, event: error', href: 'https://github.com/websockets/ws/blob/master/doc/ws.md#event-error-1' },
  ],
  place: 'lab',
  how: 'Two processes each run a WebSocket server, one with a listener for errors. A client sends each a frame without a mask.',
  refutedBy: 'Both ended, or both still answering.',
  unit: 'of 2',
  holds: { min: 1, max: 1 },
};
