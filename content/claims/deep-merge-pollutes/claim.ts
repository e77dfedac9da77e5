import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'deep-merge-pollutes',
  topic: 'access',
  lesson: 'untrusted-input',
  statement:
    'Objects that have a new property after a deep merge of one message, of three that had nothing to do with it',
  why: 'JSON.parse makes __proto__ a property like any other. A merge that goes into it goes into Object.prototype, which every object asks.',
  sources: [
    {
      title: 'MDN, Prototype pollution',
      href: 'https://developer.mozilla.org/en-US/docs/Web/Security/Attacks/Prototype_pollution',
    },
  ],
  place: 'lab',
  how: 'In a realm of its own, a merge that walks into objects, and one that skips __proto__, constructor and prototype, take {"__proto__":{"admin":true}}; then three fresh objects are asked for admin.',
  refutedBy: 'Any object without the property, or one with it after the careful merge.',
  unit: 'of 3',
  holds: { min: 3, max: 3 },
};
