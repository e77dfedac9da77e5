import type { Clock, Timer } from '../../measure/clock.ts';
import { type Direction, TRANSPORT_IDS, type TransportId } from '../../protocol/index.ts';
import type { ConnectionDecoder, CreateConnectionDecoder, Entry } from '../../wire/index.ts';
import type { SessionHandle, WirePosition, WireRecord } from '../lab/session.ts';

/**
 * Whether bytes are being decoded. `hidden`: nobody looks; `busy`: it would cost more than a page may take; `off`: there is
 * no decoder, or it is being loaded.
 */
export type DecodingState = 'on' | 'hidden' | 'busy' | 'off';

/** How many of the bytes that were decoded were the application's, and how many a transport added. */
export interface Share {
  payload: number;
  overhead: number;
}

/** Decodes the bytes of a session as far as that is worth it, and keeps nothing but sums. */
export interface WireShare {
  of(transport: TransportId): Share;
  state(): DecodingState;
  setShown(shown: boolean): void;
  /** Begins the sums anew; connections go on. */
  clear(): void;
  close(): void;
}

/** What a {@link WireShare} is made with. */
export interface WireShareOptions {
  session: Pick<SessionHandle, 'onWire'>;
  clock: Clock;
  /** Loads the decoder when it is first needed; without it, bytes are counted and not decoded. */
  loadDecoder?: (() => Promise<CreateConnectionDecoder>) | undefined;
}

/** How much of a second decoding may take, in milliseconds; more, and it rests. */
const BUDGET_MS = 120;

/** Over how long its cost is added up, and how long it rests when that was too much, in milliseconds. */
const WINDOW_MS = 1_000;
const REST_MS = 5_000;

/** The most connections whose decoders are kept; the oldest gives way. */
const MAX_CONNECTIONS = 256;

interface Decoded {
  transport: TransportId;
  decoder: ConnectionDecoder;
  next: Record<Direction, number>;
}

/** Makes a {@link WireShare}. */
export function createWireShare({ session, clock, loadDecoder }: WireShareOptions): WireShare {
  const complete = newSums();
  let start = newSums();
  const connections = new Map<number, Decoded>();
  let create: CreateConnectionDecoder | undefined;
  let isLoading = false;
  let shown = false;
  let rest: Timer | undefined;
  let undo: (() => void) | undefined;
  let closed = false;
  let spent = { from: clock.now(), ms: 0 };
  /** The last record that was taken: whoever rested goes on after it. */
  let last: WirePosition | undefined;
  /** What {@link sums} found, until another record comes. */
  let summed: Record<TransportId, Share> | undefined;

  function listen(): void {
    const wanted = shown && rest === undefined && create !== undefined && !closed;
    if (wanted === (undo !== undefined)) return;
    undo?.();
    undo = wanted ? session.onWire(take, last) : undefined;
  }

  async function load(): Promise<void> {
    if (create !== undefined || isLoading || loadDecoder === undefined) return;
    isLoading = true;
    create = await loadDecoder().catch(() => undefined);
    isLoading = false;
    listen();
  }

  function take(record: WireRecord): void {
    summed = undefined;
    if (record.kind === 'session') last = { session: record.session.id, id: 0 };
    else if (last) last = { ...last, id: record.id };
    const startedAt = clock.now();
    decode(record);
    const now = clock.now();
    if (now - spent.from > WINDOW_MS) spent = { from: now, ms: 0 };
    spent.ms += now - startedAt;
    if (spent.ms <= BUDGET_MS) return;
    rest = clock.setTimeout(() => {
      rest = undefined;
      spent = { from: clock.now(), ms: 0 };
      listen();
    }, REST_MS);
    listen();
  }

  function decode(record: WireRecord): void {
    switch (record.kind) {
      case 'session':
        // Numbers of connections begin anew.
        return forget();
      case 'connection':
        if (record.state === 'closed') end(record.connection, record.at);
        return;
      case 'bytes': {
        const { connection, direction, at, offset, bytes, transport } = record;
        const known = connections.get(connection) ?? open(connection, transport);
        const missing = offset - known.next[direction];
        if (missing < 0) return;
        if (missing > 0) known.decoder.gap(direction, missing, at);
        known.decoder.push(direction, bytes, at);
        known.next[direction] = offset + bytes.length;
      }
    }
  }

  function open(connection: number, transport: TransportId): Decoded {
    for (const [oldest] of connections) {
      if (connections.size < MAX_CONNECTIONS) break;
      end(oldest, clock.now());
    }
    if (create === undefined) throw new Error('Expected the decoder to be loaded before anybody listens');
    const decoder = create({ transport, onEntry: (entry) => count(complete[transport], entry) });
    const known: Decoded = { transport, decoder, next: { up: 0, down: 0 } };
    connections.set(connection, known);
    return known;
  }

  function end(connection: number, at: number): void {
    const known = connections.get(connection);
    known?.decoder.end('up', at);
    known?.decoder.end('down', at);
    connections.delete(connection);
  }

  function forget(): void {
    for (const connection of connections.keys()) end(connection, clock.now());
  }

  /** What is complete and what waits for the rest: together all bytes that were decoded. */
  function sums(): Record<TransportId, Share> {
    if (summed) return summed;
    const all = newSums();
    for (const id of TRANSPORT_IDS) all[id] = { ...complete[id] };
    for (const { transport, decoder } of connections.values()) {
      for (const entry of decoder.pending()) count(all[transport], entry);
    }
    summed = all;
    return all;
  }

  return {
    of(transport) {
      const now = sums()[transport];
      const from = start[transport];
      // What waited when the sums began may turn out to be of the other kind.
      return {
        payload: Math.max(0, now.payload - from.payload),
        overhead: Math.max(0, now.overhead - from.overhead),
      };
    },
    state() {
      if (!shown) return 'hidden';
      if (rest !== undefined) return 'busy';
      return undo === undefined ? 'off' : 'on';
    },
    setShown(next) {
      shown = next;
      if (shown) void load();
      listen();
    },
    clear() {
      start = sums();
    },
    close() {
      closed = true;
      clock.clearTimeout(rest);
      rest = undefined;
      listen();
      connections.clear();
    },
  };
}

/** What no rule explains is neither, and so counts as not decoded. */
function count(share: Share, { spans }: Entry): void {
  for (const { start, end, role, layer } of spans) {
    if (layer !== 'undecodable') share[role] += end - start;
  }
}

function newSums(): Record<TransportId, Share> {
  return Object.fromEntries(TRANSPORT_IDS.map((id) => [id, { payload: 0, overhead: 0 }])) as Record<TransportId, Share>;
}
