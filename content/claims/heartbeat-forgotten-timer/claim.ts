import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'heartbeat-forgotten-timer',
  topic: 'staying-connected',
  lesson: 'heartbeats',
  heard: 'A heartbeat is an interval that pings, and a timeout that the pong clears.',
  statement:
    'How often such a heartbeat calls a peer dead that answers every ping in half of the time that is allowed, with a timeout longer than the interval',
  why: 'Each ping sets a timeout over the one before without clearing it, and the pong clears the last alone. With one timer for everything there is none to forget.',
  sources: [
    { title: 'RFC 6455, section 5.5.2', href: 'https://www.rfc-editor.org/rfc/rfc6455#section-5.5.2' },
    {
      title: 'WHATWG, HTML: timers',
      href: 'https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#timers',
    },
  ],
  place: 'lab',
  how: 'Two clients ask a server that answers each question after 200 ms. They ask every 120 ms and allow 400 ms: one with an interval and a timeout, one with a single timer. Each is watched until its first verdict, or for a second.',
  refutedBy: 'No verdict of the first, or one of the second.',
  unit: 'false death',
  holds: { min: 1, max: 1 },
};
