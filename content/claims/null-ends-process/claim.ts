import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'null-ends-process',
  topic: 'access',
  lesson: 'untrusted-input',
  heard: 'JSON.parse in a try is enough against bad messages.',
  statement: 'Processes ended by the message null, of two that parse in a try, and of which one checks what came out',
  why: 'null is valid JSON, so nothing is caught there. The next line reads a property of it, and what is thrown in a handler of an event ends the process.',
  sources: [
    { title: 'RFC 8259, section 3: JSON values', href: 'https://www.rfc-editor.org/rfc/rfc8259#section-3' },
    {
      title: 'Node.js, Process: uncaughtException',
      href: 'https://nodejs.org/docs/latest-v20.x/api/process.html#event-uncaughtexception',
    },
  ],
  place: 'lab',
  how: 'Two processes each run a WebSocket server that parses in a try and then reads message.type; one of them first asks whether it has an object. A client sends each a text that is no JSON, and then null.',
  refutedBy: 'Both ended, or both still answering; or one that is ended by the text that is no JSON.',
  unit: 'of 2',
  holds: { min: 1, max: 1 },
};
