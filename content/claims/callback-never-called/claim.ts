import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'callback-never-called',
  topic: 'socket-io',
  lesson: 'acknowledgements',
  heard: 'The callback of emit is always called in the end.',
  statement: 'Callbacks of ten, without a timeout, that are called after the connection broke before the answer',
  why: 'The answer counts only on the connection that asked. Without a timeout the client lets the callback go, without an error. With one, each is told.',
  sources: [
    {
      title: 'Socket.IO, emitting events: acknowledgements',
      href: 'https://socket.io/docs/v4/emitting-events/#acknowledgements',
    },
  ],
  place: 'lab',
  how: 'A client emits ten events with a callback to a server that does not answer and ends the connection. When the client is back and has had an answer to another event, the calls are counted; with timeout() as well.',
  refutedBy: 'A callback that is called.',
  unit: 'callbacks',
  holds: { min: 0, max: 0 },
};
