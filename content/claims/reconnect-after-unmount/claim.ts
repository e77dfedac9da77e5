import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'reconnect-after-unmount',
  topic: 'react',
  lesson: 'react-hook',
  heard: 'A clean-up that clears the timer and closes the socket leaves nothing behind.',
  statement:
    'Connections that stand after a component is gone whose clean-up clears the timer first, and then closes a socket that is still connecting',
  why: 'Closing while connecting is reported as 1006, and reported later. The handler that is still attached takes it for a loss and starts a timer that nobody owns.',
  sources: [
    {
      title: 'WHATWG, WebSockets: the close() method',
      href: 'https://websockets.spec.whatwg.org/#dom-websocket-close',
    },
    { title: 'React, Synchronizing with Effects', href: 'https://react.dev/learn/synchronizing-with-effects' },
  ],
  place: 'browser',
  how: 'A component is mounted and unmounted at once. Its hook reconnects 50 ms after any code but 1000, and its clean-up calls close(1000). After half a second the server says how many connections stand.',
  refutedBy: 'No connection at the server.',
  unit: 'connections',
  holds: { min: 1, max: 1 },
};
