import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'fragments-count-together',
  topic: 'practice',
  lesson: 'debugging',
  heard: 'Split a message into fragments when it is too large for the server.',
  statement: 'The close code for a message of 2 KB in twenty fragments, where the server takes messages of 1 KB',
  why: 'The limit is for a message, and fragments of it are added up. A browser’s API cannot make fragments anyway. What is too large is split by the application, into messages of their own, or the limit is changed.',
  sources: [
    {
      title: 'ws, option maxPayload',
      href: 'https://github.com/websockets/ws/blob/master/doc/ws.md#new-websocketserveroptions-callback',
    },
    { title: 'RFC 6455, section 5.4: Fragmentation', href: 'https://www.rfc-editor.org/rfc/rfc6455#section-5.4' },
  ],
  place: 'lab',
  how: 'A client on ws sends twenty fragments of 100 bytes, which are one message, to a server with maxPayload 1024; then the same bytes as twenty messages.',
  refutedBy: 'Another code, or a message that arrives; or a close for the twenty messages.',
  unit: '',
  holds: { min: 1009, max: 1009 },
};
