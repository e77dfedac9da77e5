import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'off-without-handler',
  topic: 'react',
  lesson: 'react-hook',
  heard: 'Clean up with socket.off(name).',
  statement:
    'Messages that a second listener of a shared Socket.IO socket still gets once the first has left with off(name) and nothing more',
  why: 'Without a function, off removes every listener of that name, whoever has added it. With the function it removes that one.',
  sources: [
    { title: 'Socket.IO, Listening to events', href: 'https://socket.io/docs/v4/listening-to-events/' },
    { title: 'Socket.IO, How to use with React', href: 'https://socket.io/how-to/use-with-react' },
  ],
  place: 'lab',
  how: 'Two handlers listen on one socket. One leaves with off(name), the server sends ten messages, and what the other got is counted; then the same with off(name, handler).',
  refutedBy: 'The other handler gets any of the ten.',
  unit: 'of 10 messages',
  holds: { min: 0, max: 0 },
};
