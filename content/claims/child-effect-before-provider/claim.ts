import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'child-effect-before-provider',
  topic: 'react',
  lesson: 'sharing-a-connection',
  heard: 'Let the provider make the socket in its effect, and a child call connect() in its own.',
  statement:
    'Connections of a provider that puts its socket into state in an effect, whose child calls connect() once, in an effect of its own',
  why: 'The effects of children run before those of their parents. When the child calls connect(), there is no socket, and nobody calls again.',
  sources: [
    { title: 'React, useEffect', href: 'https://react.dev/reference/react/useEffect' },
    { title: 'Socket.IO, How to use with React', href: 'https://socket.io/how-to/use-with-react' },
  ],
  place: 'browser',
  how: 'Provider and child are mounted together. The provider’s effect makes the object that can connect and sets state; the child’s effect, with no dependencies, calls connect() of the context. After half a second the server says how many connections there were.',
  refutedBy: 'A connection at the server.',
  unit: 'connections',
  holds: { min: 0, max: 0 },
};
