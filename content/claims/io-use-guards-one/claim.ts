import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'io-use-guards-one',
  topic: 'socket-io',
  lesson: 'authentication',
  heard: 'io.use protects the whole server.',
  statement: 'Where io.use refuses everybody, a client without a token gets into so many of the two namespaces',
  why: 'Middleware is registered on a namespace, and io.use means the main one. Every other namespace begins with none.',
  sources: [{ title: 'Socket.IO, Middlewares', href: 'https://socket.io/docs/v4/middlewares/' }],
  place: 'lab',
  how: 'A server has io.use, which refuses all, and a namespace /admin. A client without a token tries both.',
  refutedBy: 'Both refused, or both let in.',
  unit: 'of 2',
  holds: { min: 1, max: 1 },
};
