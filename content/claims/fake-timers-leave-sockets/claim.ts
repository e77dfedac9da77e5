import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'fake-timers-leave-sockets',
  topic: 'practice',
  lesson: 'testing',
  heard: 'With fake timers nothing happens until the test turns the clock.',
  statement: 'Messages, of 5 that a server sent, which came over a real socket while the fake clock stood still',
  why: 'Fake timers replace setTimeout and its kin. Bytes are brought by the operating system, which knows nothing of them: a test with both has two clocks.',
  sources: [{ title: 'Vitest, Fake timers', href: 'https://vitest.dev/guide/mocking/timers.html' }],
  place: 'lab',
  how: 'Fake timers are installed, and a timer of 1 ms is set. Then a WebSocket is opened to a server that sends 5 messages. What has come is counted, and whether the timer has fired.',
  refutedBy: 'Fewer than 5 messages, or a timer that has fired.',
  unit: 'messages',
  holds: { min: 5, max: 5 },
};
