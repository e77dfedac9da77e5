import type { ClientKind } from './client.ts';
import type { FaultKind } from './faults.ts';

/** The clients, as readers meet them. */
export const CLIENT_NAMES: Readonly<Record<ClientKind, string>> = {
  right: 'the right one',
  'forgets-position': 'forgets its position',
  'sends-early': 'sends before it is open',
  'new-ids': 'makes a new id for each try',
  'waits-for-close': 'waits for a close event',
};

/** The faults, as readers meet them. */
export const FAULT_NAMES: Readonly<Record<FaultKind, string>> = {
  none: 'none',
  latency: 'latency',
  slicer: 'slicer',
  drop: 'drop',
  silence: 'silence',
};

/** What the edge does, in a sentence. */
export const FAULT_TEXTS: Readonly<Record<FaultKind, string>> = {
  none: 'The edge passes everything on at once.',
  latency: 'Every byte comes 30 to 90 ms later, in each direction.',
  slicer: 'The bytes come in pieces of 1 to 5, in each direction.',
  drop: 'In the middle the edge resets the connection, after it has kept an answer back.',
  silence: 'In the middle nothing passes over the connection any more, and nobody ends it.',
};
