import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'relayed-text-is-binary',
  topic: 'websocket',
  lesson: 'browser-api',
  heard: 'A server can send a message on as it came.',
  statement: 'Texts of ten that arrive as binary where a server on ws sends on what its message event gave it',
  why: 'ws hands every message over as a Buffer, with isBinary beside it. send() makes a binary frame of a Buffer, unless binary: false or a string says otherwise.',
  sources: [
    { title: 'ws, event message', href: 'https://github.com/websockets/ws/blob/master/doc/ws.md#event-message' },
  ],
  place: 'lab',
  how: 'A client sends ten texts. The server passes the first argument of its message event to send(), and the client looks at the opcode of what comes back; then the same with binary: isBinary.',
  refutedBy: 'A text that comes back as text.',
  unit: 'messages',
  holds: { min: 10, max: 10 },
};
