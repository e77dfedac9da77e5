import { STORE_IDS, type StoreId } from './stores/board-store.ts';

/** How the components choose from a store, and how events get into it. */
export const WAYS = ['whole', 'narrow', 'frame'] as const;

/** One of the ways. */
export type Way = (typeof WAYS)[number];

/** The parts of a board that are counted apart. */
export type Part = 'title' | 'rows' | 'list';

/** What was counted of one store in one way. */
export interface Count {
  /** How often the store said that its state had changed. */
  readonly updates: number;
  /** How often React rendered components of each part. */
  readonly renders: Readonly<Record<Part, number>>;
}

/** What was counted in one way. */
export interface WayCount {
  readonly events: number;
  readonly frames: number;
  readonly stores: Readonly<Record<StoreId, Count>>;
}

/** Counts what happens while the figure runs. */
export interface Tally {
  /** Begins a way anew. What belonged to it before is forgotten. */
  begin(way: Way): void;
  /** What comes from now on belongs to no way. */
  pause(): void;
  event(): void;
  frame(): void;
  update(store: StoreId): void;
  render(store: StoreId, part: Part): void;
  /** What stands in the books now; absent where a way was not begun. */
  read(): Readonly<Partial<Record<Way, WayCount>>>;
}

interface Open {
  events: number;
  frames: number;
  stores: Record<StoreId, { updates: number; renders: Record<Part, number> }>;
}

/** Makes an empty tally. */
export function createTally(): Tally {
  const ways: Partial<Record<Way, Open>> = {};
  let open: Open | undefined;

  return {
    begin(way) {
      open = { events: 0, frames: 0, stores: emptyStores() };
      ways[way] = open;
    },
    pause() {
      open = undefined;
    },
    event() {
      if (open) open.events++;
    },
    frame() {
      if (open) open.frames++;
    },
    update(store) {
      if (open) open.stores[store].updates++;
    },
    render(store, part) {
      if (open) open.stores[store].renders[part]++;
    },
    read: () => structuredClone(ways),
  };
}

/** All renders of a store. */
export function rendersOf({ renders }: Count): number {
  return renders.title + renders.rows + renders.list;
}

function emptyStores(): Open['stores'] {
  const entries = STORE_IDS.map((id) => [id, { updates: 0, renders: { title: 0, rows: 0, list: 0 } }]);
  return Object.fromEntries(entries) as Open['stores'];
}
