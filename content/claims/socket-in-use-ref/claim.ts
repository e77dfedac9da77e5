import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'socket-in-use-ref',
  topic: 'react',
  lesson: 'react-hook',
  heard: 'useRef(io(url)) makes the socket once, since a ref keeps its first value.',
  statement:
    'Connections left over by a component with useRef(new WebSocket(url)) that was rendered five times and closes its socket in the clean-up',
  why: 'The ref keeps its first value. The argument is evaluated at every render all the same, and what that makes is dropped without being closed.',
  sources: [
    {
      title: 'React, useRef: Avoiding recreating the ref contents',
      href: 'https://react.dev/reference/react/useRef#avoiding-recreating-the-ref-contents',
    },
    { title: 'Socket.IO, Client initialization', href: 'https://socket.io/docs/v4/client-initialization/' },
  ],
  place: 'browser',
  how: 'The component is rendered five times and unmounted, and its clean-up closes the socket in the ref. The server then says how many connections stand.',
  refutedBy: 'No connection is left: the one of the ref was the only one.',
  unit: 'connections',
  holds: { min: 4, max: 4 },
};
