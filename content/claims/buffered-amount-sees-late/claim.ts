import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'buffered-amount-sees-late',
  topic: 'speed',
  lesson: 'backpressure',
  heard: 'While bufferedAmount is zero, everything has arrived.',
  statement: 'How much a page could send to a server that reads nothing, until bufferedAmount did not go back to zero',
  why: 'bufferedAmount counts what the browser has not given to the network yet. The sockets of both machines take megabytes first, and everything on the way as well. Only an acknowledgement of the receiver tells what has arrived.',
  sources: [
    {
      title: 'WebSockets standard: bufferedAmount',
      href: 'https://websockets.spec.whatwg.org/#dom-websocket-bufferedamount',
    },
  ],
  place: 'browser',
  how: 'A server accepts a connection and reads nothing from it. The page sends messages of 64 KB, waits after each until bufferedAmount is zero, and stops when it has not been for half a second.',
  refutedBy: 'Less than one message, or no end of it at 60 MB, as with a server that reads.',
  unit: 'MB',
  digits: 1,
  // As large as the system lets the buffers of its sockets grow: from some hundred kilobytes to several megabytes.
  holds: { min: 0.06, max: 60 },
};
