import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'local-storage-room',
  topic: 'delivery',
  lesson: 'queues',
  statement: 'What localStorage takes for one origin, keys included',
  why: 'The standard leaves the limit to browsers and suggests 5 MB for an origin. Some count characters and some count bytes.',
  sources: [
    {
      title: 'HTML, Web storage: disk space',
      href: 'https://html.spec.whatwg.org/multipage/webstorage.html#disk-space-2',
    },
    {
      title: 'MDN, Storage quotas and eviction criteria',
      href: 'https://developer.mozilla.org/en-US/docs/Web/API/Storage_API/Storage_quotas_and_eviction_criteria',
    },
  ],
  place: 'browser',
  how: 'One entry is made longer until setItem throws QuotaExceededError, by halves down to a single character. It is removed in the same turn, so that nothing else of the page finds the room taken.',
  refutedBy: 'Less than 2 million characters, or no limit below 64 million.',
  unit: 'million characters',
  digits: 2,
  holds: { min: 2, max: 11 },
};
