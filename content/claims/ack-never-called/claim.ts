import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'ack-never-called',
  topic: 'socket-io',
  lesson: 'delivery',
  heard: 'An acknowledgement callback is called in the end, with the answer or with an error.',
  statement: 'Calls of an acknowledgement callback without a timeout, whose connection broke before the answer came',
  why: 'An answer counts on the connection that asked. When that has gone, no answer can come any more, and without a timeout the client has no occasion to say so.',
  sources: [
    {
      title: 'Socket.IO, Emitting events: with timeout',
      href: 'https://socket.io/docs/v4/emitting-events/#with-timeout',
    },
    { title: 'Socket.IO, Delivery guarantees', href: 'https://socket.io/docs/v4/delivery-guarantees/' },
  ],
  place: 'lab',
  how: 'A client emits an event with a callback, and another with a callback and a timeout of 10 s. The server receives both and ends the connection. The client reconnects by itself, asks once more and gets its answer; then the calls are counted.',
  refutedBy: 'A call of the first callback, or none of the second.',
  unit: 'calls',
  holds: { min: 0, max: 0 },
};
