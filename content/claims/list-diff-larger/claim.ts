import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'list-diff-larger',
  topic: 'speed',
  lesson: 'smaller-messages',
  heard: 'A diff is smaller than the state.',
  statement:
    'A patch that compares a list of fifty place by place, after one item was put in at the front, as a multiple of the whole list',
  why: 'By place, every item has changed, since each has moved by one. With keys in place of positions, the same change is one member that was added.',
  sources: [
    { title: 'RFC 6902, JSON Patch', href: 'https://www.rfc-editor.org/rfc/rfc6902' },
    { title: 'RFC 7396, JSON Merge Patch', href: 'https://www.rfc-editor.org/rfc/rfc7396' },
  ],
  place: 'lab',
  how: 'A list of fifty small items gets another at its front. The changes are written as JSON Patch, place by place, and as a merge patch of an object with the ids as keys; the bytes of both are compared with those of the new list.',
  refutedBy: 'A patch by place that is smaller than the list.',
  unit: '',
  digits: 1,
  holds: { min: 1.1 },
};
