import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'fake-clock-waits',
  topic: 'practice',
  lesson: 'testing',
  statement:
    'What 50 waits of a backoff come to, on a clock that a test turns by hand and in less than a second on the wall',
  why: 'A timer that is injected fires when the test says so. No time passes but that of the code itself.',
  sources: [
    { title: 'fake-timers, the clock of Sinon', href: 'https://github.com/sinonjs/fake-timers' },
    { title: 'Vitest, Fake timers', href: 'https://vitest.dev/guide/mocking/timers.html' },
  ],
  place: 'lab',
  how: 'A loop waits 50 times as the backoff of the course’s clients says, on a fake clock. What the clock then shows is taken, where the whole has lasted less than a second.',
  refutedBy: 'A second or more on the wall, or another sum of the waits.',
  unit: 's',
  holds: { min: 600, max: 800 },
};
