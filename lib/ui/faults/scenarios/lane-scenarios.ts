import { LATE_MS } from '../../../measure/recovery.ts';
import type { Measured } from './measured.ts';
import type { Choice, LaneScenario } from './scenario.ts';

const SECONDS = { min: 1, max: 120, whole: true, steps: [1, 2, 3, 5, 8, 10, 15, 20, 30, 60, 120] } as const;

/** How soon after the end of a fault a lane counts as quick, in milliseconds. */
const QUICK_MS = 2_000;

const loses: Choice<Measured> = {
  id: 'loses',
  label: 'Loses events',
  holds: ({ lost, skipped }) => lost + skipped > 0,
};

const gone: Choice<Measured> = {
  id: 'gone',
  label: 'Has not caught up when the run ends',
  holds: ({ caughtUpMs }) => caughtUpMs === undefined,
};

const quick: Choice<Measured> = {
  id: 'quick',
  label: `Loses nothing, and has caught up within ${QUICK_MS / 1_000} s of the end`,
  holds: () => true,
};

const slow: Choice<Measured> = {
  id: 'slow',
  label: `Loses nothing, and takes longer than ${QUICK_MS / 1_000} s`,
  holds: ({ caughtUpMs }) => (caughtUpMs ?? 0) > QUICK_MS,
};

/** A lane that has not delivered again within some time after the fault. */
const longerThan =
  (seconds: number) =>
  ({ recoveredMs }: Measured): boolean =>
    (recoveredMs ?? 0) > seconds * 1_000;

const inTime: Choice<Measured> = {
  id: 'in-time',
  label: `As before: nothing is lost, and nothing is later than ${LATE_MS / 1_000} s`,
  holds: () => true,
};

const late: Choice<Measured> = {
  id: 'late',
  label: 'Late, but nothing is lost',
  holds: (measured) => measured.late > 0,
};

const SEEN = { ratePerSecond: 5, payloadBytes: 64 } as const;

const publishing = ({ ratePerSecond, payloadBytes }: LaneScenario['source']): string =>
  `The source publishes ${ratePerSecond} events a second of ${payloadBytes} B, and all numbers begin anew.`;

const restoring = 'The source gets back the pace that it had.';

/** The scenarios that do one thing to all lanes. */
export const LANE_SCENARIOS: readonly LaneScenario[] = [
  {
    kind: 'lanes',
    id: 'tunnel',
    title: 'The tunnel',
    about: 'A train, a lift, a closed laptop: the network is away for a while, and comes back.',
    question: 'What will each transport do about the events that were published in the tunnel?',
    fault: 'down',
    seconds: { label: 'Down for', initial: 8, range: SECONDS },
    source: SEEN,
    patienceMs: 40_000,
    choices: [quick, slow, loses, gone],
    steps: (seconds) => [
      publishing(SEEN),
      `All edges go down for ${seconds} s: what is connected is reset, and what tries again is refused.`,
      'The edges accept again, and each lane is waited for until it has everything published by then: 40 s at most.',
      restoring,
    ],
  },
  {
    kind: 'lanes',
    id: 'dead-peer',
    title: 'The dead peer',
    about: 'A cable is pulled, a router forgets: the connection is half-open, and nobody says so.',
    question: 'How long until each transport delivers again?',
    fault: 'half-open',
    source: SEEN,
    patienceMs: 75_000,
    choices: [
      { id: 'within-5', label: 'Loses nothing, and delivers again within 5 s', holds: () => true },
      { id: 'within-20', label: 'Loses nothing, and delivers again within 20 s', holds: longerThan(5) },
      { id: 'longer', label: 'Loses nothing, and takes longer than 20 s', holds: longerThan(20) },
      loses,
      { ...gone, label: 'Has not noticed, or is not back, when the run ends' },
    ],
    steps: () => [
      publishing(SEEN),
      'All connections that stand are silenced: nothing passes over them any more, and none is ended. That goes for those too that the browser keeps for later requests. New ones work.',
      'Each lane is waited for until it has what was published after that: 75 s at most, since a client has to find out by itself.',
      restoring,
    ],
  },
  {
    kind: 'lanes',
    id: 'buffering-proxy',
    title: 'The buffering proxy',
    about:
      'Something on the way collects answers before it passes them on, as reverse proxies do unless they are told.',
    question: 'Which transports get their events while the proxy is there?',
    fault: 'buffer',
    amount: 64,
    seconds: { label: 'There for', initial: 12, range: SECONDS },
    source: SEEN,
    patienceMs: 40_000,
    choices: [
      inTime,
      late,
      {
        id: 'nothing',
        label: 'Delivers nothing while the proxy is there',
        holds: ({ deliveredDuring, caughtUpMs }) => deliveredDuring === 0 || caughtUpMs === undefined,
      },
      loses,
    ],
    steps: (seconds) => [
      publishing(SEEN),
      `For ${seconds} s a proxy is there that holds every HTTP answer back until 64 KiB of its body have come, or all of it.`,
      'The proxy goes away, and each lane is waited for until it has everything published by then: 40 s at most.',
      restoring,
    ],
  },
  {
    kind: 'lanes',
    id: 'slow-reader',
    title: 'The slow reader',
    about: 'More is published than the line of one reader carries.',
    question: 'What will each transport do with what does not fit?',
    fault: 'bandwidth',
    amount: 4,
    seconds: { label: 'Slow for', initial: 10, range: SECONDS },
    source: { ratePerSecond: 50, payloadBytes: 256 },
    patienceMs: 60_000,
    choices: [inTime, late, gone, loses],
    steps: (seconds) => [
      publishing({ ratePerSecond: 50, payloadBytes: 256 }),
      `For ${seconds} s each lane gets 4 KB a second each way, which is less than is published.`,
      'The bound is lifted, and each lane is waited for until it has everything published by then: 60 s at most.',
      restoring,
    ],
  },
  {
    kind: 'lanes',
    id: 'deploy',
    title: 'The deploy',
    about: 'A new version goes out: every server says goodbye, is away for a moment, and comes back. The log stays.',
    question: 'What will each transport do while its server is away?',
    fault: 'restart',
    seconds: { label: 'Away for', initial: 2, range: { ...SECONDS, max: 60 } },
    source: SEEN,
    patienceMs: 40_000,
    choices: [quick, slow, loses, gone],
    steps: (seconds) => [
      publishing(SEEN),
      `The five servers of this tab are shut down as their protocols have it, stay away for ${seconds} s, and start again. The source and the log go on.`,
      'Each lane is waited for until it has everything published by then: 40 s at most.',
      restoring,
    ],
  },
];
