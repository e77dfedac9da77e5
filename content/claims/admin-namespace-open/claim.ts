import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'admin-namespace-open',
  topic: 'socket-io',
  lesson: 'acknowledgements',
  heard: 'io.use guards the whole server.',
  statement: 'Clients of five that get into the namespace admin without a token, where io.use asks for one',
  why: 'io.use guards the main namespace. Every other has its own middleware, and stands open without.',
  sources: [{ title: 'Socket.IO, Middlewares', href: 'https://socket.io/docs/v4/middlewares/' }],
  place: 'lab',
  how: 'A server refuses every client without a token in io.use, and has a namespace /admin. Five clients without a token connect to /admin, then to the main namespace.',
  refutedBy: 'A client that is refused by /admin.',
  unit: 'clients',
  holds: { min: 5, max: 5 },
};
