import type { TransportId } from '../lib/protocol/index.ts';
import type { Context, Server } from './context.ts';
import { startLongPolling } from './long-polling.ts';
import { startPolling } from './polling.ts';
import { startSocketIo } from './socket-io.ts';
import { startSse } from './sse.ts';
import { startWebSocket } from './websocket.ts';

/** How each transport's server is started: with what it shares, a port and an address. */
export const START: Readonly<Record<TransportId, (context: Context, port: number, host: string) => Promise<Server>>> = {
  polling: startPolling,
  'long-polling': startLongPolling,
  sse: startSse,
  websocket: startWebSocket,
  'socket-io': startSocketIo,
};
