import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'text-becomes-binary',
  topic: 'websocket',
  lesson: 'untrusted-input',
  heard: 'What a server gets as text, send(message) passes on as text.',
  statement: 'Text messages that reach the others as binary where a server of ws sends on what it was given, of one',
  why: 'Since version 8 the library gives every message as a Buffer, and a Buffer is sent as binary. Whether it was text is the second argument of the event.',
  sources: [{ title: 'ws, release notes of 8.0.0', href: 'https://github.com/websockets/ws/releases/tag/8.0.0' }],
  place: 'lab',
  how: 'A server sends each message back as it got it, and once more with { binary: isBinary }. A client sends one text and looks at what comes.',
  refutedBy: 'Two texts, or two binary messages.',
  unit: 'of 1',
  holds: { min: 1, max: 1 },
};
