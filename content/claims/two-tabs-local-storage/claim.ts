import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'two-tabs-local-storage',
  topic: 'delivery',
  lesson: 'queues',
  heard: 'Keep the queue in localStorage and send it when the connection is back.',
  statement: 'Messages, of 6 that two tabs wrote into such a list, that were never sent',
  why: 'Each tab saves the whole list as it knows it, so the last one to save overwrites what the other has written. After a reload both tabs find the same list, and both send it: as many messages arrive as were written, and half of them are wrong.',
  sources: [
    {
      title: 'HTML, the localStorage attribute',
      href: 'https://html.spec.whatwg.org/multipage/webstorage.html#the-localstorage-attribute',
    },
  ],
  place: 'browser',
  how: 'Two frames of one origin write 3 messages each, by turns, into a list in localStorage. Both are replaced by new ones, which send what they find to a server that counts how often it has stored each message.',
  refutedBy: 'Every message stored, or another number of them missing.',
  unit: 'messages',
  holds: { min: 3, max: 3 },
};
