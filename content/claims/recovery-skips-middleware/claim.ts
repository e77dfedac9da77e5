import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'recovery-skips-middleware',
  topic: 'socket-io',
  lesson: 'acknowledgements',
  heard: 'io.use looks at every connection.',
  statement: 'Runs of middleware in io.use for a client that comes back with connection state recovery',
  why: 'The option skipMiddlewares is true unless set otherwise. A recovered client is let in for the private id that it was given before, whatever has become of its token meanwhile.',
  sources: [
    {
      title: 'Socket.IO, Server options: connectionStateRecovery',
      href: 'https://socket.io/docs/v4/server-options/#connectionstaterecovery',
    },
  ],
  place: 'lab',
  how: 'A client connects, is cut off, comes back and is recovered. Middleware in io.use and the option allowRequest count their runs for the second connection. Then the same with skipMiddlewares set to false.',
  refutedBy: 'A run for the client that is recovered, or none with skipMiddlewares set to false.',
  unit: 'runs',
  holds: { min: 0, max: 0 },
};
