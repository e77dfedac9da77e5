import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'auth-object-stale',
  topic: 'access',
  lesson: 'authentication',
  heard: 'Pass auth: { token }; when the token is renewed, the next connection has the new one.',
  statement:
    'Reconnects of five that bring the token renewed before them, from a client of Socket.IO with auth: { token }',
  why: 'The object is made once, with what the variable held then, and sent again at each connection. A function is called for each.',
  sources: [{ title: 'Socket.IO, Client options: auth', href: 'https://socket.io/docs/v4/client-options/#auth' }],
  place: 'lab',
  how: 'A server ends the connection of a client five times. Whenever it is lost, the client’s token is renewed. The server compares the token of each reconnect with the one of that moment; then the same with auth: (send) => send({ token }).',
  refutedBy: 'A reconnect with the renewed token, or one without it where auth is a function.',
  unit: 'reconnects',
  holds: { min: 0, max: 0 },
};
