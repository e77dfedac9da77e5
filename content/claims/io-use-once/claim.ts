import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'io-use-once',
  topic: 'socket-io',
  lesson: 'acknowledgements',
  heard: 'A limit on events belongs in io.use.',
  statement: 'Runs of middleware in io.use under a hundred events of one client',
  why: 'io.use looks at a connection when it joins the namespace, and never again. What looks at each event is socket.use, or the handler itself.',
  sources: [
    { title: 'Socket.IO, Middlewares', href: 'https://socket.io/docs/v4/middlewares/' },
    { title: 'Socket.IO, Server API: socket.use', href: 'https://socket.io/docs/v4/server-api/#socketusefn' },
  ],
  place: 'lab',
  how: 'A client connects, emits a hundred events, and waits for the acknowledgement of the last. Middleware in io.use and in socket.use counts its runs.',
  refutedBy: 'Another run of io.use, or fewer runs of socket.use than events.',
  unit: 'runs',
  holds: { min: 1, max: 1 },
};
