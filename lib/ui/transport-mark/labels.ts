import type { TransportId } from '../../protocol/index.ts';

/** What is said of a transport wherever it appears. */
export interface TransportLabel {
  /** Its name in running text and headings. */
  name: string;
  /** Its name where a column is narrow: at most nine characters. */
  short: string;
  /** What its mark shows, for those who do not see it. */
  mark: string;
}

/** The names of the five transports. */
export const TRANSPORT_LABELS: Readonly<Record<TransportId, TransportLabel>> = {
  polling: { name: 'Polling', short: 'Polling', mark: 'three dots' },
  'long-polling': { name: 'Long polling', short: 'Long poll', mark: 'a held bar' },
  sse: { name: 'Server-Sent Events', short: 'SSE', mark: 'an arrow one way' },
  websocket: { name: 'WebSocket', short: 'WebSocket', mark: 'arrows both ways' },
  'socket-io': { name: 'Socket.IO', short: 'Socket.IO', mark: 'arrows both ways in a ring' },
};
