import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'done-callback-vacuous',
  topic: 'practice',
  lesson: 'testing',
  heard: 'A test of an event takes done and calls it when the event has come.',
  statement: 'Tests that Vitest reports as passed, of two that take done and whose event never comes',
  why: 'Vitest hands a test its context where other runners hand it a callback. The function returns at once, nothing has thrown by then, and the test has passed. A promise that is returned would have been waited for.',
  sources: [
    { title: 'Vitest, Migration guide: done callback', href: 'https://vitest.dev/guide/migration.html#done-callback' },
  ],
  place: 'lab',
  how: 'Vitest runs a file in a process of its own. One test waits with done for an event of a socket that never sends any; one expects 1 to be 2 in such a handler. The report is read.',
  refutedBy: 'A test of the two that fails or times out.',
  unit: 'tests',
  holds: { min: 2, max: 2 },
};
