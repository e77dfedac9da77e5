import type { Direction, TransportId } from '../../protocol/index.ts';
import type { LayerName } from '../../wire/span.ts';
import { isEntryRow, type Row, type RowKind } from './row.ts';
import { parseSearch, rowMatches } from './search.ts';

/** The kinds as they are chosen from: some belong together. */
export const KIND_GROUPS = {
  request: ['request'],
  response: ['response'],
  event: ['event'],
  frame: ['frame'],
  control: ['control'],
  connection: ['opened', 'closed'],
  fault: ['undecodable', 'gap'],
} as const satisfies Record<string, readonly RowKind[]>;

/** One choice of kinds. */
export type KindGroup = keyof typeof KIND_GROUPS;

/** Which rows are shown. What is left out or empty restricts nothing. */
export interface Filter {
  readonly transports?: readonly TransportId[];
  readonly connection?: number;
  readonly direction?: Direction;
  readonly kind?: KindGroup;
  readonly layer?: LayerName;
  /** As it was typed. */
  readonly search?: string;
}

/** Shows everything. */
export const NO_FILTER: Filter = {};

/** Whether a filter restricts anything. */
export function isRestricted(filter: Filter): boolean {
  const { transports, connection, direction, kind, layer, search } = filter;
  const some = [connection, direction, kind, layer].some((it) => it !== undefined);
  return some || (transports?.length ?? 0) > 0 || parseSearch(search ?? '') !== undefined;
}

/** Makes the test of a filter: parsed once, asked for every row. */
export function rowTest(filter: Filter): (row: Row) => boolean {
  const { transports = [], connection, direction, kind, layer } = filter;
  const kinds: readonly RowKind[] | undefined = kind && KIND_GROUPS[kind];
  const search = parseSearch(filter.search ?? '');
  return (row) => {
    if (transports.length > 0 && !transports.includes(row.transport)) return false;
    if (connection !== undefined && row.connection !== connection) return false;
    if (kinds && !kinds.includes(row.kind)) return false;
    if (direction !== undefined && !(isEntryRow(row) && row.direction === direction)) return false;
    if (layer !== undefined && !(isEntryRow(row) && row.layers.includes(layer))) return false;
    return !search || rowMatches(row, search);
  };
}
