import type { Clock } from '../../measure/clock.ts';
import { percentile } from '../../measure/percentiles.ts';

/** How long a round trip may take before it counts as lost, in milliseconds. */
export const LOST_AFTER_MS = 1_000;

/** What lies between two rounds, in milliseconds. */
const PAUSE_MS = 20;

/** How long the text of a round trip is, in bytes. */
export const TEXT_BYTES = 64;

/** The three ways from one peer to the other and back. */
export const PATH_IDS = ['websocket', 'ordered', 'unordered'] as const;

/** One of them. */
export type PathId = (typeof PATH_IDS)[number];

/** A way to the other peer, which sends everything back. */
export interface Path {
  /** @returns whether it could be sent */
  send(text: string): boolean;
  /** Calls back with what has come back. @returns its undo */
  onBack(listener: (text: string) => void): () => void;
}

/** What the round trips of a path have come to. */
export interface PathTrips {
  readonly sent: number;
  readonly back: number;
  /** The path was not open when it was asked. */
  readonly isShut: boolean;
  /** In milliseconds; absent while nothing has come back. */
  readonly medianMs: number | undefined;
  readonly slowestMs: number | undefined;
}

/** The sums of each path. */
export type Trips = Readonly<Record<PathId, PathTrips>>;

/** The text of a round trip: its name, filled up to {@link TEXT_BYTES}. */
function tripText(name: string): string {
  return name.padEnd(TEXT_BYTES, '.');
}

/**
 * Sends round after round over the three paths in turn, so that whatever else the machine does falls on all of them. Each
 * round begins with another path, after a pause in which the page can draw: no path pays for what follows another.
 *
 * @param onRound is told after each round
 */
export async function measureTrips(
  paths: Readonly<Record<PathId, Path>>,
  { rounds, clock, name, onRound }: { rounds: number; clock: Clock; name: string; onRound: (trips: Trips) => void },
): Promise<void> {
  const took: Record<PathId, (number | undefined)[]> = { websocket: [], ordered: [], unordered: [] };
  const shut = new Set<PathId>();
  for (let round = 1; round <= rounds; round++) {
    for (const id of turned(round)) {
      if (shut.has(id)) continue;
      const trip = await roundTrip(paths[id], tripText(`${name} ${id} ${round}`), clock);
      if (trip === 'shut') shut.add(id);
      else took[id].push(trip);
    }
    onRound({
      websocket: sumOf(took.websocket, shut.has('websocket')),
      ordered: sumOf(took.ordered, shut.has('ordered')),
      unordered: sumOf(took.unordered, shut.has('unordered')),
    });
    await new Promise<void>((resolve) => void clock.setTimeout(resolve, PAUSE_MS));
  }
}

function turned(round: number): readonly PathId[] {
  const first = round % PATH_IDS.length;
  return [...PATH_IDS.slice(first), ...PATH_IDS.slice(0, first)];
}

/** @returns how long it took in milliseconds, `undefined` where nothing came back, `shut` where nothing could be sent */
function roundTrip(path: Path, text: string, clock: Clock): Promise<number | 'shut' | undefined> {
  return new Promise((resolve) => {
    const sentAt = clock.now();
    const end = (result: number | 'shut' | undefined): void => {
      undo();
      clock.clearTimeout(timer);
      resolve(result);
    };
    const timer = clock.setTimeout(() => end(undefined), LOST_AFTER_MS);
    // One that was given up may still come, and is not taken for the next.
    const undo = path.onBack((back) => {
      if (back === text) end(clock.now() - sentAt);
    });
    if (!path.send(text)) end('shut');
  });
}

function sumOf(took: readonly (number | undefined)[], isShut: boolean): PathTrips {
  const back = took.flatMap((ms) => (ms === undefined ? [] : [ms])).sort((a, b) => a - b);
  return { sent: took.length, back: back.length, isShut, medianMs: percentile(back, 50), slowestMs: back.at(-1) };
}
