import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'drain-loop-never-ends',
  topic: 'delivery',
  lesson: 'queues',
  heard: 'while (queue.length) this.send(queue.shift()) empties the queue.',
  statement: 'Rounds of that loop, after its socket had closed inside it and before it was stopped from outside',
  why: 'send() puts a message back when the socket is not open. So the queue never becomes shorter, and since the loop does not yield, the event that would open a socket never comes.',
  sources: [
    { title: 'WHATWG, WebSockets: the send() method', href: 'https://websockets.spec.whatwg.org/#dom-websocket-send' },
  ],
  place: 'lab',
  how: 'A queue of 5 messages is emptied over a real WebSocket, which its user closes when the second is sent. The loop runs until the queue is empty, or a counter of 100,000 rounds stops it.',
  refutedBy: 'A loop that ends by itself: 5 rounds, or any number below 100,000.',
  unit: 'rounds',
  holds: { min: 100_000 },
};
