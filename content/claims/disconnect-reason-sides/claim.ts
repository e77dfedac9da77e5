import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'disconnect-reason-sides',
  topic: 'socket-io',
  lesson: 'engine-io',
  heard: 'In the server’s disconnect handler: if the reason is "io server disconnect", call socket.connect().',
  statement:
    'Clients of five that the server has disconnected, for which its own handler is told "io server disconnect"',
  why: 'That is the client’s word for it. The server’s handler is told "server namespace disconnect", and its socket has no connect(): only a client can come back.',
  sources: [
    {
      title: 'Socket.IO, The Socket instance of the server: disconnect',
      href: 'https://socket.io/docs/v4/server-socket-instance/#disconnect',
    },
    {
      title: 'Socket.IO, The Socket instance of the client: disconnect',
      href: 'https://socket.io/docs/v4/client-socket-instance/#disconnect',
    },
  ],
  place: 'lab',
  how: 'The server calls disconnect() for each of five clients. Both sides write down the reason that their handlers are told, and the server looks for a function connect on its sockets.',
  refutedBy: 'The reason in a handler of the server’s, or no such reason at the clients.',
  unit: 'clients',
  holds: { min: 0, max: 0 },
};
