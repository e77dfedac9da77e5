import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'reconnect-fills-bucket',
  topic: 'access',
  lesson: 'untrusted-input',
  heard: 'A rate limiter for each socket limits each client.',
  statement:
    'Messages that a server takes from one client that connects ten times, where each connection may send ten messages',
  why: 'The bucket is made with the connection and goes with it. Connecting anew costs a client a few milliseconds; a limit that is kept by user or by address does not care how often it does.',
  sources: [
    {
      title: 'OWASP, WebSocket Security Cheat Sheet',
      href: 'https://cheatsheetseries.owasp.org/cheatsheets/WebSocket_Security_Cheat_Sheet.html',
    },
  ],
  place: 'lab',
  how: 'A client sends 20 messages, waits for the answers, ends the connection and opens the next, ten times. The server, on ws, answers each with whether it took it; its buckets hold ten and gain one a minute. Then the same with one bucket for each address.',
  refutedBy: 'Any other number of messages than that, or as many with a bucket for each address.',
  unit: 'messages',
  holds: { min: 100, max: 100 },
};
