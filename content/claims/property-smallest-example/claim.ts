import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'property-smallest-example',
  topic: 'practice',
  lesson: 'testing',
  statement:
    'The smallest arrival that breaks an inbox which three examples had found to be right, as a property test has found it',
  why: 'The inbox holds one early message. In order, one doubled, and two swapped are the examples that come to mind, and none needs room for two. A generator has no mind, and then takes away from what failed until less would pass.',
  sources: [
    {
      title: 'fast-check, What is property-based testing?',
      href: 'https://fast-check.dev/docs/introduction/what-is-property-based-testing/',
    },
  ],
  place: 'lab',
  how: 'Three examples are run, and must pass. Then fast-check tries arrivals of up to 12 numbered messages in random orders, from a seed that is another in each run, and shrinks the first that fails.',
  refutedBy: 'An example that fails, a hundred arrivals that all pass, or another length of the smallest.',
  unit: 'messages',
  holds: { min: 3, max: 3 },
};
