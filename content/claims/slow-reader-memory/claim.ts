import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'slow-reader-memory',
  topic: 'speed',
  lesson: 'backpressure',
  heard: 'TCP has flow control, so a slow client cannot hurt a server.',
  statement: 'How much of what a server has sent to a client that does not read waits in the server’s memory',
  why: 'Flow control stops the kernel, and nothing else: send() takes every message, and what the kernel does not is kept in the process. Nothing bounds it but the server’s own look at bufferedAmount.',
  sources: [
    { title: 'Node.js, Buffering in streams', href: 'https://nodejs.org/docs/latest-v20.x/api/stream.html#buffering' },
    {
      title: 'ws, websocket.bufferedAmount',
      href: 'https://github.com/websockets/ws/blob/master/doc/ws.md#websocketbufferedamount',
    },
  ],
  place: 'lab',
  how: 'A server of ws sends 64 MB in messages of 64 KB to a client whose socket is paused, and to one that reads, in a loop over both. When the second has all of it, the bufferedAmount of the first is read.',
  refutedBy: 'Less than half of it, or something that waits for the client that reads.',
  unit: '%',
  // The rest lies in the buffers of the kernel, and how large they may grow is set by the system.
  holds: { min: 50, max: 100 },
};
