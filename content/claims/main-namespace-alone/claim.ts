import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'main-namespace-alone',
  topic: 'socket-io',
  lesson: 'acknowledgements',
  heard: 'io.emit reaches everybody, in all namespaces.',
  statement: 'Clients of five in the namespace chat that get what the server emits with io.emit',
  why: 'io.emit is io.of("/").emit, and speaks to the main namespace alone. Each other is spoken to by its own name.',
  sources: [
    { title: 'Socket.IO, Namespaces: main namespace', href: 'https://socket.io/docs/v4/namespaces/#main-namespace' },
  ],
  place: 'lab',
  how: 'Five clients are in the namespace /chat and five in the main one. The server emits with io.emit and then, under another name, to each namespace. Whoever has the second is asked whether it had the first.',
  refutedBy: 'A client in /chat that gets it, or one in the main namespace that does not.',
  unit: 'clients',
  holds: { min: 0, max: 0 },
};
