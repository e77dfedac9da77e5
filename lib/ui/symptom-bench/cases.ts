/** The faults that the bench can make, and the diagnoses that it offers. */
export const FAULT_IDS = [
  'wrong-path',
  'foreign-origin',
  'silent-peer',
  'lost-subscription',
  'cut',
  'too-large',
  'binary',
  'two-connections',
  'buffering',
  'slow-line',
] as const;

/** One of them. */
export type FaultId = (typeof FAULT_IDS)[number];

/** A fault, as it is offered as a diagnosis. */
export interface Diagnosis {
  readonly label: string;
  /** What would be seen if it were this one: told to those who chose it wrongly. */
  readonly wouldShow: string;
  /** What looks much like it to a page. */
  readonly alike: readonly [FaultId, FaultId, FaultId];
}

/** The diagnoses, by the fault that they name. */
export const DIAGNOSES: Readonly<Record<FaultId, Diagnosis>> = {
  'wrong-path': {
    label: 'The address is wrong',
    wouldShow: 'the server would have answered the handshake with 404',
    alike: ['foreign-origin', 'cut', 'silent-peer'],
  },
  'foreign-origin': {
    label: 'The origin of the page is refused',
    wouldShow: 'the server would have answered the handshake with 403',
    alike: ['wrong-path', 'cut', 'too-large'],
  },
  'silent-peer': {
    label: 'The way is dead, and nobody has said so',
    wouldShow: 'a single connection would stand without an end, and the server would store what the page never gets',
    alike: ['lost-subscription', 'binary', 'slow-line'],
  },
  'lost-subscription': {
    label: 'The page has not subscribed again',
    wouldShow: 'there would be a second connection, over which the page has sent nothing',
    alike: ['silent-peer', 'cut', 'two-connections'],
  },
  cut: {
    label: 'Something between cuts the connection',
    wouldShow: 'the connection would have been accepted, and ended without a close frame, by neither of its two ends',
    alike: ['too-large', 'wrong-path', 'silent-peer'],
  },
  'too-large': {
    label: 'The page’s message is too large',
    wouldShow: 'the close frame of the server would carry 1009, after a long message of the page',
    alike: ['cut', 'binary', 'foreign-origin'],
  },
  binary: {
    label: 'A text was sent as binary',
    wouldShow: 'the page’s frame would begin with 82, opcode 2, and an error would come back',
    alike: ['silent-peer', 'lost-subscription', 'too-large'],
  },
  'two-connections': {
    label: 'The page has two connections',
    wouldShow: 'the edge would have seen two handshakes and two subscriptions',
    alike: ['lost-subscription', 'slow-line', 'buffering'],
  },
  buffering: {
    label: 'A proxy collects the answer',
    wouldShow: 'the counts would show nothing for seconds, and then everything at once',
    alike: ['slow-line', 'silent-peer', 'two-connections'],
  },
  'slow-line': {
    label: 'Each event is late by the same time',
    wouldShow: 'the page’s count would climb in steps like the server’s, later, and reach it',
    alike: ['buffering', 'silent-peer', 'lost-subscription'],
  },
};

/** How many cases there are: the largest number of one. */
export const MAX_CASE = 9_999;

/** A case: a fault with the diagnoses that are offered for it, in their order. */
export interface Case {
  readonly number: number;
  readonly fault: FaultId;
  readonly offered: readonly FaultId[];
}

/** The case of a number: the same for everyone. */
export function caseOf(number: number): Case {
  const random = seeded(number);
  const fault = pick(FAULT_IDS, random);
  const offered: FaultId[] = [];
  const left: FaultId[] = [fault, ...DIAGNOSES[fault].alike];
  while (left.length > 0) {
    const one = pick(left, random);
    left.splice(left.indexOf(one), 1);
    offered.push(one);
  }
  return { number, fault, offered };
}

/** A case by chance, with another fault than the last one's. @param random in [0, 1) */
export function drawCase(random: () => number, last?: FaultId): Case {
  for (;;) {
    const drawn = caseOf(1 + Math.floor(random() * MAX_CASE));
    if (drawn.fault !== last) return drawn;
  }
}

function pick<Item>(items: readonly [Item, ...Item[]] | readonly Item[], random: () => number): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('Expected `items` to have one, got none');
  return item;
}

/** Numbers in [0, 1) that follow from a seed, by the generator mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
