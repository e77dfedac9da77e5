import type { Range } from '../lane/steps.ts';

/** The faults that can be made on a lane, in the order of their rows. */
export const FAULT_KINDS = [
  'latency',
  'jitter',
  'bandwidth',
  'stall',
  'buffer',
  'down',
  'reset',
  'half-open',
  'restart',
] as const;

/** A fault that can be made on a lane. */
export type FaultKind = (typeof FAULT_KINDS)[number];

/**
 * How a fault goes on once it is made. `lasting`: until it is lifted. `timed`: until its time is over, or it is lifted.
 * `promised`: until its time is over, and nothing can take it back. `done`: it is over as soon as it is done.
 */
export type FaultCourse = 'lasting' | 'timed' | 'promised' | 'done';

/** What is said of a fault. */
export interface FaultInfo {
  kind: FaultKind;
  label: string;
  /** What it does, in one line. */
  about: string;
  course: FaultCourse;
  /** The number that it is made with, where it has one. */
  amount?: { label: string; unit: string; initial: number; range: Range };
}

/** Every fault. */
export const FAULTS: Readonly<Record<FaultKind, FaultInfo>> = {
  latency: {
    kind: 'latency',
    label: 'Latency',
    about: 'Every byte arrives this much later, each way. The order stays.',
    course: 'lasting',
    amount: {
      label: 'Latency each way',
      unit: 'ms',
      initial: 300,
      range: { min: 1, max: 60_000, whole: true, steps: [10, 20, 50, 100, 200, 300, 500, 1_000, 2_000, 5_000, 10_000] },
    },
  },
  jitter: {
    kind: 'jitter',
    label: 'Jitter',
    about: 'The latency varies by up to this much, more or less. Without one set, it is as large as the jitter.',
    course: 'lasting',
    amount: {
      label: 'Jitter',
      unit: 'ms',
      initial: 200,
      range: { min: 1, max: 60_000, whole: true, steps: [10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000] },
    },
  },
  bandwidth: {
    kind: 'bandwidth',
    label: 'Bandwidth',
    about: 'No more than this passes in a second, each way. What does not fit waits, and the server has to wait too.',
    course: 'lasting',
    amount: {
      label: 'Bandwidth each way',
      unit: 'KB/s',
      initial: 4,
      range: { min: 0.1, max: 100_000, whole: false, steps: [0.1, 0.5, 1, 2, 4, 8, 16, 32, 64, 128, 1_000, 10_000] },
    },
  },
  stall: {
    kind: 'stall',
    label: 'Stall',
    about: 'Nothing passes, no connection ends, and nothing is lost: lost packets look like this through TCP.',
    course: 'lasting',
  },
  buffer: {
    kind: 'buffer',
    label: 'Buffering proxy',
    about: 'Of an HTTP answer nothing passes before so much of its body has come, or all of it.',
    course: 'lasting',
    amount: {
      label: 'Buffer',
      unit: 'KiB',
      initial: 64,
      range: { min: 1, max: 1_024, whole: true, steps: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024] },
    },
  },
  down: {
    kind: 'down',
    label: 'Down',
    about: 'Connections are reset, and new ones refused, for this long: a tunnel, a restarted router.',
    course: 'timed',
    amount: {
      label: 'Down for',
      unit: 's',
      initial: 8,
      range: { min: 1, max: 600, whole: true, steps: [1, 2, 3, 5, 8, 10, 15, 20, 30, 60, 120, 300, 600] },
    },
  },
  reset: {
    kind: 'reset',
    label: 'Reset',
    about: 'What is connected now is ended with a RST, and what was on its way is thrown away.',
    course: 'done',
  },
  'half-open': {
    kind: 'half-open',
    label: 'Half-open',
    about: 'Over what is connected now nothing passes any more, and nobody says so. New connections work.',
    course: 'done',
  },
  restart: {
    kind: 'restart',
    label: 'Server restart',
    about: 'The server of this lane says goodbye as its protocol has it, stays away this long, and comes back.',
    course: 'promised',
    amount: {
      label: 'Away for',
      unit: 's',
      initial: 2,
      range: { min: 0, max: 60, whole: true, steps: [0, 1, 2, 3, 5, 10, 20, 30, 60] },
    },
  },
};

/** A fault in a few characters, for lines, marks and tables: `latency 300 ms`. */
export function describeFault(kind: FaultKind, amount: number | undefined): string {
  const { label, amount: has } = FAULTS[kind];
  const name = label.toLowerCase();
  return has === undefined || amount === undefined ? name : `${name} ${amount} ${has.unit}`;
}
