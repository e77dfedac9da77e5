import type { TransportId } from '../protocol/index.ts';
import type { Connect } from './transport.ts';

export {
  type Connect,
  type Connection,
  type ConnectionState,
  type ConnectOptions,
  type LogReset,
  type ServerStamps,
  type Trace,
  TransportError,
  type TransportErrorCode,
} from './transport.ts';

/** Loads one of the five clients, so that a page fetches only what it uses: Socket.IO's alone weighs 13 KB. */
export async function loadTransport(id: TransportId): Promise<Connect> {
  switch (id) {
    case 'polling':
      return (await import('./polling.ts')).connect;
    case 'long-polling':
      return (await import('./long-polling.ts')).connect;
    case 'sse':
      return (await import('./sse/index.ts')).connect;
    case 'websocket':
      return (await import('./websocket.ts')).connect;
    case 'socket-io':
      return (await import('./socket-io.ts')).connect;
  }
}
