import type { TransportId } from '../../protocol/index.ts';
import type { CreateConnectionDecoder } from '../../wire/index.ts';
import { createFeed, type Decoded, type Feed } from './feed.ts';
import { type Filter, NO_FILTER, rowTest } from './filter.ts';
import { type CaptureRecord, keepRecords } from './kept-records.ts';
import { keepRows, type RowLimits } from './kept-rows.ts';
import { connectionRow, entryRow, type Row } from './row.ts';
import { sumRows, type Sums } from './sums.ts';

/** How much a capture keeps. Beyond it the oldest go, and the view says how much went. */
export const CAPTURE_LIMITS = {
  maxRows: 10_000,
  /** Of rows that are shown. */
  maxBytes: 16 * 1_024 * 1_024,
  /** Of records that are kept to be saved. */
  maxRecords: 40_000,
} as const;

/** How long one frame may spend on decoding, in milliseconds: what is left waits for the next. */
const DECODE_MS = 5;

/** What a change of the view may take without a rest after it, in milliseconds, and how much longer the rest is. */
const CHEAP_MS = 4;
const REST_FACTOR = 4;

/** How long an unfinished entry is waited for before it is shown as such, in milliseconds. */
export const UNFINISHED_MS = 1_000;

/** A connection that the capture knows. */
export interface KnownConnection {
  connection: number;
  transport: TransportId;
  isOpen: boolean;
}

/** What the view shows, at one moment. */
export interface CaptureView {
  /** Those that the filter lets through, ids ascending. */
  rows: readonly Row[];
  /** How many there are without the filter. */
  kept: number;
  /** What the bounds have pushed out. */
  dropped: { readonly rows: number; readonly bytes: number };
  sums: Sums;
  filter: Filter;
  paused: boolean;
  /** How many rows have come since the view was paused. */
  behind: number;
  /** How many records wait to be decoded. */
  waiting: number;
  connections: readonly KnownConnection[];
}

/** A capture: takes records at any pace, and changes what it shows at most once a frame. */
export interface CaptureStore {
  push(record: CaptureRecord): void;
  view(): CaptureView;
  /** @returns its undo */
  subscribe(onChange: () => void): () => void;
  setFilter(filter: Filter): void;
  /** While paused the view stands still; the capture goes on. */
  setPaused(paused: boolean): void;
  /** A row that is kept or shown, whatever the filter. */
  find(isWanted: (row: Row) => boolean): Row | undefined;
  /** The records that are kept, in the order in which they came. */
  records(): CaptureRecord[];
  /** Forgets everything, and keeps the filter. */
  clear(): void;
  /** Forgets everything, and ends what was to be done; may be called twice. What is pushed later begins anew. */
  close(): void;
}

/** What a capture is made with; all of it is injected. */
export interface CaptureOptions {
  createDecoder: CreateConnectionDecoder;
  /** Calls `run` when there is time to: at the next frame. @returns its undo */
  schedule: (run: () => void, afterMs?: number) => () => void;
  /** In milliseconds, ever increasing. */
  now: () => number;
  limits?: Partial<RowLimits & { maxRecords: number }>;
}

/** Makes an empty capture. */
export function createCaptureStore({ createDecoder, schedule, now, limits }: CaptureOptions): CaptureStore {
  const { maxRows, maxBytes, maxRecords } = { ...CAPTURE_LIMITS, ...limits };
  const listeners = new Set<() => void>();
  const feed = createFeed(createDecoder, take);
  const kept = keepRows({ maxRows, maxBytes });
  const records = keepRecords({ maxBytes, maxRecords });
  const connections = new Map<number, KnownConnection>();
  /** As a list, which stays the same until one is opened or closed. */
  let isListed = true;
  let listed: readonly KnownConnection[] = [];
  let nextId = 1;
  let filter: Filter = NO_FILTER;
  let passes = rowTest(filter);
  /** The rows that pass, kept from view to view, so that a new row costs one test and not one for each that is kept. */
  let shown: Row[] = [];
  let frozen: { rows: readonly Row[]; lastId: number } | undefined;
  let lastRecordAt = Number.NEGATIVE_INFINITY;
  let unfinished: Row[] = [];
  let cancel: (() => void) | undefined;
  let isLater = false;
  /** When the view may change again. */
  let restUntil = 0;
  let current = look();

  function look(): CaptureView {
    if (!isListed) listed = [...connections.values()];
    isListed = true;
    const rows = unfinished.length > 0 && !frozen ? [...shown, ...unfinished.filter(passes)] : shown.slice();
    return {
      rows,
      kept: frozen ? frozen.rows.length : kept.rows.length,
      dropped: kept.dropped,
      sums: sumRows(rows),
      filter,
      paused: frozen !== undefined,
      behind: frozen ? nextId - 1 - frozen.lastId : 0,
      waiting: feed.waiting,
      connections: listed,
    };
  }

  function publish(): void {
    current = look();
    for (const listener of listeners) listener();
  }

  function refilter(): void {
    shown = (frozen?.rows ?? kept.rows).filter(passes);
  }

  function take({ transport, connection, what }: Decoded): void {
    const place = { id: nextId++, transport, connection };
    const row = 'state' in what ? connectionRow(place, what) : entryRow(place, what);
    kept.add(row);
    if (!frozen && passes(row)) shown.push(row);
  }

  function dropShown(): void {
    const oldest = kept.rows[0]?.id ?? nextId;
    if ((shown[0]?.id ?? oldest) >= oldest) return;
    const first = shown.findIndex(({ id }) => id >= oldest);
    shown = first < 0 ? [] : shown.slice(first);
  }

  function work(): void {
    cancel = undefined;
    isLater = false;
    const until = now() + DECODE_MS;
    feed.decode(() => now() >= until);
    if (!frozen) dropShown();
    const idleMs = now() - lastRecordAt;
    // What has begun is only looked at once it is old: it is decoded anew each time.
    const isQuiet = idleMs >= UNFINISHED_MS && feed.waiting === 0;
    unfinished = isQuiet ? feed.pending().map(unfinishedRow) : [];
    const restMs = restUntil - now();
    if (restMs <= 0) show();
    if (feed.waiting > 0) request();
    else if (restMs > 0) request(restMs);
    else if (!isQuiet) request(UNFINISHED_MS - idleMs);
  }

  /** Shows what there is, and rests for a multiple of what that took: a page keeps most of its frames for itself. */
  function show(): void {
    const began = now();
    publish();
    const tookMs = now() - began;
    restUntil = tookMs < CHEAP_MS ? 0 : now() + tookMs * REST_FACTOR;
  }

  function request(afterMs?: number): void {
    // What was asked for later is asked for now.
    if (isLater && afterMs === undefined) cancel?.();
    else if (cancel) return;
    isLater = afterMs !== undefined;
    cancel = schedule(work, afterMs);
  }

  function forget(): void {
    cancel?.();
    cancel = undefined;
    feed.clear();
    kept.clear();
    records.clear();
    connections.clear();
    isListed = false;
    frozen = frozen && { rows: [], lastId: nextId - 1 };
    unfinished = [];
    shown = [];
    current = look();
  }

  return {
    push(record) {
      const { connection, transport } = record;
      const isOpen = record.kind === 'bytes' || record.state === 'opened';
      if (connections.get(connection)?.isOpen !== isOpen) {
        connections.set(connection, { connection, transport, isOpen });
        while (connections.size > maxRows) connections.delete(connections.keys().next().value ?? 0);
        isListed = false;
      }
      records.add(record);
      feed.add(record);
      lastRecordAt = now();
      request();
    },
    view: () => current,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    setFilter(next) {
      filter = next;
      passes = rowTest(next);
      refilter();
      publish();
    },
    setPaused(paused) {
      if (paused === (frozen !== undefined)) return;
      frozen = paused ? { rows: kept.rows, lastId: nextId - 1 } : undefined;
      refilter();
      publish();
    },
    find: (isWanted) => kept.rows.find(isWanted) ?? frozen?.rows.find(isWanted),
    records: () => records.list(),
    clear() {
      forget();
      publish();
    },
    close() {
      forget();
      listeners.clear();
    },
  };
}

/** Rows of what has begun stand at the end: their ids are higher than any other, and one for each direction. */
const UNFINISHED_ID = 2 ** 50;

function unfinishedRow({ transport, connection, entry }: ReturnType<Feed['pending']>[number]): Row {
  const id = UNFINISHED_ID + connection * 2 + (entry.direction === 'up' ? 0 : 1);
  return entryRow({ id, transport, connection }, entry);
}
