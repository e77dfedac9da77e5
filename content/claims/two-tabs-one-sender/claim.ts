import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'two-tabs-one-sender',
  topic: 'delivery',
  lesson: 'queues',
  statement: 'Messages, of 6 that two tabs wrote into one queue in IndexedDB, that were stored once each',
  why: 'A message is added in a transaction, which cannot overwrite what another tab has added. A lock lets one tab send at a time, and the id that was made with the message lets the server recognise a repeat.',
  sources: [
    { title: 'Indexed Database API 3.0, transactions', href: 'https://www.w3.org/TR/IndexedDB/#transaction-concept' },
    { title: 'Web Locks API', href: 'https://www.w3.org/TR/web-locks/' },
  ],
  place: 'browser',
  how: 'Two frames of one origin add 3 messages each, by turns, to one database. Both are replaced by new ones, which ask for one lock; the one that has it sends what the database holds to a server that counts how often it has stored each message.',
  refutedBy: 'A message that is missing or stored twice, or two tabs that have sent.',
  unit: 'messages',
  holds: { min: 6, max: 6 },
};
