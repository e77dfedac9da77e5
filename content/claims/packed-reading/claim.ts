import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'packed-reading',
  topic: 'speed',
  lesson: 'browser-api',
  statement: 'How many times as many bytes a reading takes as JSON as it takes packed into a DataView',
  why: 'JSON repeats the names of its fields in every message and writes numbers digit by digit. A layout that both ends know needs neither.',
  sources: [
    {
      title: 'MDN, DataView',
      href: 'https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/DataView',
    },
  ],
  place: 'lab',
  how: 'A reading of a number, a temperature and a position is sent to a server over a WebSocket, as JSON and as sixteen bytes. The server compares the lengths of the messages.',
  refutedBy: 'A ratio near one.',
  unit: '',
  digits: 1,
  holds: { min: 3, max: 6 },
};
