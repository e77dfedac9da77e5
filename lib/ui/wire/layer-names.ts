import type { LayerName } from '../../wire/span.ts';
import { isEntryRow, type Row } from './row.ts';

/** The layers as people call them. */
export const LAYER_NAMES: Readonly<Record<LayerName, string>> = {
  http: 'HTTP',
  sse: 'event stream',
  websocket: 'WebSocket',
  'engine-io': 'Engine.IO',
  'socket-io': 'Socket.IO',
  json: 'JSON',
  text: 'text',
  binary: 'binary',
  undecodable: 'undecodable',
};

/** The layers that are a protocol: what the others are, an application has chosen. */
const PROTOCOLS: ReadonlySet<LayerName> = new Set(['http', 'sse', 'websocket', 'engine-io', 'socket-io']);

/** What a row is, for its column: the innermost protocol of it. */
export function layerOfRow(row: Row): string {
  if (!isEntryRow(row)) return 'TCP';
  if (row.kind === 'gap') return 'gap';
  const innermost = row.layers.findLast((name) => PROTOCOLS.has(name));
  return LAYER_NAMES[innermost ?? 'undecodable'];
}
