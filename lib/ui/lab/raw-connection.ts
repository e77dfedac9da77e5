import { isRecord, type RawReport, type SessionInfo, type TransportId } from '../../protocol/index.ts';

/** How much the bridge takes in one message. */
const MAX_PIECE_BYTES = 64 * 1024;

/** How a raw connection came to its end. `lost`: the way to it broke, so nothing is known of the connection itself. */
export type RawEnd = 'fin' | 'rst' | 'refused' | 'lost';

/** One TCP connection through an edge of a session, whose bytes a page writes and reads as they are. */
export interface RawConnection {
  /** Writes bytes as they are; before the connection stands, they wait. */
  send(bytes: Uint8Array): void;
  /** Sends a FIN after what was written; what comes back is still delivered. */
  end(): void;
  /** Ends it at once with a RST. */
  reset(): void;
  /** Lets go of it: no callback runs any more. May be called twice. */
  close(): void;
}

/** What a raw connection tells, and what it is opened with. */
export interface RawConnectionOptions {
  session: SessionInfo;
  transport: TransportId;
  onConnected?: () => void;
  onBytes: (bytes: Uint8Array) => void;
  /** Called once, when the other side has ended or the connection is gone. */
  onEnd: (how: RawEnd) => void;
  /** @default new globalThis.WebSocket(url) */
  createSocket?: (url: string) => WebSocket;
}

/**
 * Opens a TCP connection through an edge. A page has none of its own, so control opens it: binary messages of a WebSocket
 * are its bytes, and text messages say how it stands.
 */
export function openRawConnection(options: RawConnectionOptions): RawConnection {
  const { session, transport, onConnected, onBytes, onEnd } = options;
  const { createSocket = (url) => new WebSocket(url) } = options;
  const socket = createSocket(rawUrl(session, transport));
  socket.binaryType = 'arraybuffer';
  const waiting: (string | Uint8Array<ArrayBuffer>)[] = [];
  let isClosed = false;
  let hasEnded = false;

  function end(how: RawEnd): void {
    if (hasEnded || isClosed) return;
    hasEnded = true;
    onEnd(how);
  }

  function write(message: string | Uint8Array<ArrayBuffer>): void {
    if (socket.readyState === socket.CONNECTING) waiting.push(message);
    else if (socket.readyState === socket.OPEN) socket.send(message);
  }

  socket.onopen = () => {
    for (const message of waiting.splice(0)) socket.send(message);
  };
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (isClosed) return;
    if (data instanceof ArrayBuffer) return onBytes(new Uint8Array(data));
    const report = decodeRawReport(data);
    if (report === undefined || 'op' in report) return;
    if (report.state === 'connected') onConnected?.();
    else end(report.how);
  };
  // Where both ends of the TCP connection have spoken their last, the way is closed in order.
  socket.onclose = ({ code }: CloseEvent) => end(code === 1000 ? 'fin' : 'lost');

  return {
    send(bytes) {
      for (let at = 0; at < bytes.length; at += MAX_PIECE_BYTES) {
        write(new Uint8Array(bytes.subarray(at, at + MAX_PIECE_BYTES)));
      }
    },
    end: () => write('{"op":"end"}'),
    reset: () => write('{"op":"reset"}'),
    close() {
      isClosed = true;
      waiting.length = 0;
      socket.close();
    },
  };
}

/** Where the bridge to a transport's edge is. */
export function rawUrl({ control, id }: SessionInfo, transport: TransportId): string {
  return `${control.replace(/^http/, 'ws')}/sessions/${id}/raw/${transport}`;
}

/** Reads a text message of the bridge; `undefined` for what makes no sense. */
export function decodeRawReport(data: unknown): RawReport | undefined {
  if (typeof data !== 'string') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return undefined;
  }
  if (!isRecord(value)) return undefined;
  if (value.op === 'error') {
    return { op: 'error', code: 'bad-request', message: typeof value.message === 'string' ? value.message : '' };
  }
  if (value.state === 'ended') {
    const { how } = value;
    return how === 'fin' || how === 'rst' || how === 'refused' ? { state: 'ended', how } : undefined;
  }
  if (value.state !== 'connected') return undefined;
  const client = endpointOf(value.client);
  const edge = endpointOf(value.edge);
  return client && edge ? { state: 'connected', client, edge } : undefined;
}

function endpointOf(value: unknown): { address: string; port: number } | undefined {
  if (!isRecord(value)) return undefined;
  const { address, port } = value;
  return typeof address === 'string' && typeof port === 'number' ? { address, port } : undefined;
}
