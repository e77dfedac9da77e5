import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'inline-callback-loop',
  topic: 'react',
  lesson: 'react-hook',
  heard: 'List everything that an effect uses among its dependencies, and the hook is right.',
  statement:
    'Sockets in one second of a hook that has its callback among the dependencies, where a component passes it inline',
  why: 'An inline function is another one at every render. The effect ends its connection and opens the next; what that tells sets state, and so there is another render.',
  sources: [
    { title: 'React, Removing Effect Dependencies', href: 'https://react.dev/learn/removing-effect-dependencies' },
    { title: 'React, useEffectEvent', href: 'https://react.dev/reference/react/useEffectEvent' },
  ],
  place: 'browser',
  how: 'A component with such a hook is mounted once and left alone for a second. Calls of new WebSocket are counted, at most two hundred.',
  refutedBy: 'One socket, or two, which stay.',
  unit: 'sockets',
  holds: { min: 10 },
};
