import type { StateName, Way } from './machine.ts';

/** Size of a state’s box. */
export const BOX = { width: 92, height: 30 } as const;

/** Where the states stand: their middles, in a drawing of 300 by 320. */
export const PLACES: Readonly<Record<StateName, readonly [x: number, y: number]>> = {
  connecting: [82, 58],
  open: [240, 58],
  waiting: [240, 160],
  offline: [82, 160],
  idle: [54, 276],
  closed: [150, 276],
  failed: [246, 276],
};

/** The states of each frame: those that want a connection, and those that want none. */
export const FRAMES = [
  {
    label: 'wants a connection',
    labelY: 23,
    y: 8,
    height: 190,
    states: ['connecting', 'open', 'waiting', 'offline'],
  },
  { label: 'wants none', labelY: 307, y: 246, height: 68, states: ['idle', 'closed', 'failed'] },
] as const satisfies readonly {
  label: string;
  labelY: number;
  y: number;
  height: number;
  states: readonly StateName[];
}[];

/** An arrow of the drawing. One that begins at a frame stands for a way from each of its states. */
export interface Arrow {
  /** What it says. */
  readonly label: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Where its label stands, and which side of it is there. */
  readonly at: readonly [x: number, y: number, anchor: 'start' | 'middle' | 'end'];
  /** The ways that it draws. */
  readonly covers: (way: Way) => boolean;
}

const wanted: readonly StateName[] = FRAMES[0].states;
const unwanted: readonly StateName[] = FRAMES[1].states;
const way =
  (from: StateName, by: string, to: StateName) =>
  (each: Way): boolean =>
    each.from === from && each.by === by && each.to === to;

/** The arrows. A test holds that every way of the machine is drawn, and nothing else. */
export const ARROWS: readonly Arrow[] = [
  {
    label: 'opened',
    points: [
      [128, 58],
      [194, 58],
    ],
    at: [161, 52, 'middle'],
    covers: way('connecting', 'opened', 'open'),
  },
  {
    label: 'ended',
    points: [
      [250, 73],
      [250, 145],
    ],
    at: [246, 92, 'end'],
    covers: way('open', 'ended', 'waiting'),
  },
  {
    label: 'ended',
    points: [
      [118, 73],
      [220, 145],
    ],
    at: [186, 108, 'start'],
    covers: way('connecting', 'ended', 'waiting'),
  },
  {
    label: 'due',
    points: [
      [196, 147],
      [94, 75],
    ],
    at: [128, 118, 'end'],
    covers: (each) => each.from === 'waiting' && each.to === 'connecting',
  },
  {
    label: 'offline',
    points: [
      [194, 160],
      [128, 160],
    ],
    at: [161, 176, 'middle'],
    covers: way('waiting', 'offline', 'offline'),
  },
  {
    label: 'online',
    points: [
      [64, 145],
      [64, 73],
    ],
    at: [60, 112, 'end'],
    covers: (each) => each.from === 'offline' && each.to === 'connecting',
  },
  {
    label: 'connect()',
    points: [
      [22, 246],
      [22, 58],
      [36, 58],
    ],
    at: [28, 226, 'start'],
    covers: (each) => unwanted.includes(each.from) && each.by === 'connect' && each.to === 'connecting',
  },
  {
    label: 'disconnect()',
    points: [
      [150, 198],
      [150, 261],
    ],
    at: [146, 226, 'end'],
    covers: (each) => wanted.includes(each.from) && each.by === 'disconnect' && each.to === 'closed',
  },
  {
    label: 'final code',
    points: [
      [246, 198],
      [246, 261],
    ],
    at: [242, 226, 'end'],
    covers: (each) => each.by === 'ended, final code' && each.to === 'failed',
  },
];
