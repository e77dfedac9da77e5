import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'sticky-sessions',
  topic: 'socket-io',
  lesson: 'engine-io',
  heard: 'With more than one server, Socket.IO needs sticky sessions.',
  statement:
    'Clients that connect, of twenty with WebSocket alone, through a balancer that alternates between two nodes',
  why: 'A WebSocket is one connection to one node, whatever the balancer does. Polling is a series of requests of one session, and the node that does not know it answers 400. So stickiness is for polling, or for clients that begin with it.',
  sources: [
    { title: 'Socket.IO, using multiple nodes', href: 'https://socket.io/docs/v4/using-multiple-nodes/' },
    { title: 'Engine.IO protocol', href: 'https://socket.io/docs/v4/engine-io-protocol/' },
  ],
  place: 'lab',
  how: 'Two nodes of Socket.IO stand behind a relay that gives each new connection to the next node. Twenty clients connect through it with WebSocket alone, then twenty with polling alone, each request on a connection of its own.',
  refutedBy: 'A client with WebSocket alone that does not connect.',
  unit: 'clients',
  holds: { min: 20, max: 20 },
};
