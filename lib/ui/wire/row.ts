import type { Direction, TransportId, WireConnection } from '../../protocol/index.ts';
import { bytesOf } from '../../wire/content.ts';
import type { Entry, EntryKind, LayerName } from '../../wire/span.ts';

/** What a row of the list is, for filters: an entry's kind, or the beginning or the end of a connection. */
export type RowKind = EntryKind | 'opened' | 'closed';

interface RowBase {
  /** Counts from 1 over the whole capture, and is never given twice. */
  readonly id: number;
  readonly transport: TransportId;
  /** Counts from 1 in the session. */
  readonly connection: number;
  readonly kind: RowKind;
  /** When it was over, on the server's clock in ms. */
  readonly at: number;
  readonly title: string;
}

/** A row for something that went over a connection. */
export interface EntryRow extends RowBase {
  readonly entry: Entry;
  readonly direction: Direction;
  /** The layers that it is made of, from the outside in, each once. */
  readonly layers: readonly LayerName[];
  readonly payloadBytes: number;
  readonly overheadBytes: number;
}

/** A row for a connection that was accepted or is gone. */
export interface ConnectionRow extends RowBase {
  readonly event: WireConnection;
}

/** One row of the list. */
export type Row = EntryRow | ConnectionRow;

/** Where a row belongs. */
export interface RowPlace {
  id: number;
  transport: TransportId;
  connection: number;
}

/** Whether a row stands for bytes. */
export const isEntryRow = (row: Row): row is EntryRow => 'entry' in row;

/** How many bytes of the connection a row stands for. */
export const bytesOfRow = (row: Row): number => (isEntryRow(row) ? row.entry.end - row.entry.start : 0);

/** Makes the row of an entry. */
export function entryRow(place: RowPlace, entry: Entry): EntryRow {
  return {
    ...place,
    entry,
    kind: entry.kind,
    direction: entry.direction,
    at: entry.endedAt,
    title: entry.title,
    layers: layersOf(entry),
    payloadBytes: bytesOf(entry.spans, 'payload'),
    overheadBytes: bytesOf(entry.spans, 'overhead'),
  };
}

/** Makes the row of a connection's beginning or end. */
export function connectionRow(place: RowPlace, event: WireConnection): ConnectionRow {
  return { ...place, event, kind: event.state, at: event.at, title: titleOf(event) };
}

function layersOf({ layers, kind }: Entry): LayerName[] {
  const names = new Set<LayerName>(layers.map(({ name }) => name));
  if (kind === 'undecodable') names.add('undecodable');
  return [...names];
}

const ENDED_BY = { client: 'the client', server: 'the server', edge: 'the relay' } as const;

function titleOf(event: WireConnection): string {
  if (event.state === 'opened') return `accepted from ${event.client.address}:${event.client.port}`;
  return `${event.how === 'rst' ? 'reset (RST)' : 'ended (FIN)'} by ${ENDED_BY[event.by]}`;
}
