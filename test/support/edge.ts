import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type Capture, type CaptureRecord, createCapture } from '../../servers/edge/capture.ts';
import { type Edge, type EdgeOptions, startEdge } from '../../servers/edge/edge.ts';

/** How long a test waits for what it expects, in milliseconds: it bounds a failure, not a success. */
const BOUND_MS = 8_000;

/** An edge of a test, closed when its block ends. */
export interface TestEdge extends Edge, AsyncDisposable {
  readonly capture: Capture;
  /** Its base address. */
  readonly url: string;
  /** All that the capture holds. */
  records(): CaptureRecord[];
  /** The captured bytes of one direction of a connection, put together. */
  bytes(connection: number, direction: 'up' | 'down'): Buffer;
}

/** Starts an edge before a port of this machine, or before what `target` says. */
export async function startTestEdge(target: number, options: Partial<EdgeOptions> = {}): Promise<TestEdge> {
  const capture = createCapture({ maxBytes: 64 * 2 ** 20 });
  let connections = 0;
  const edge = await startEdge({
    transport: 'polling',
    host: '127.0.0.1',
    target: () => ({ host: '127.0.0.1', port: target }),
    capture,
    nextConnection: () => ++connections,
    timing: { graceMs: 1000 },
    limits: { maxConnections: 1000 },
    ...options,
  });
  const records = () => [...recordsOf(capture)];
  return Object.assign(Object.create(edge) as Edge, {
    capture,
    url: `http://127.0.0.1:${edge.port}`,
    records,
    bytes: (connection: number, direction: 'up' | 'down') =>
      Buffer.concat(
        records().flatMap((record) =>
          'bytes' in record && record.connection === connection && record.direction === direction ? [record.bytes] : [],
        ),
      ),
    [Symbol.asyncDispose]: () => edge.close(),
  });
}

/** The records of a capture, oldest first. */
export function* recordsOf(capture: Capture): Iterable<CaptureRecord> {
  for (let record = capture.after(0); record !== undefined; record = capture.after(record.id)) yield record;
}

/** One end of a TCP connection, and what came over it. */
export interface Peer {
  readonly socket: Socket;
  received(): Buffer;
  /** How it has ended so far: each of them at most once. */
  readonly ends: ('fin' | 'rst')[];
  /** Waits until so many bytes have come. @returns all of them */
  until(bytes: number): Promise<Buffer>;
  /** Waits until the other side has ended, and says how. */
  ended(): Promise<'fin' | 'rst'>;
  /** Waits until nothing is left of the socket. */
  closed(): Promise<void>;
}

/** A TCP server of a test, with the connections that it has accepted. */
export interface PeerServer extends AsyncDisposable {
  readonly port: number;
  readonly peers: Peer[];
  /** Waits for the connection of that place, from 0. */
  peer(index?: number): Promise<Peer>;
}

/** Starts a server whose connections do what the test says: nothing by themselves, half-open where one side ends. */
export async function startPeerServer(onPeer?: (peer: Peer) => void): Promise<PeerServer> {
  const peers: Peer[] = [];
  const server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true }, (socket) => {
    const peer = createPeer(socket);
    peers.push(peer);
    onPeer?.(peer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    peers,
    peer: (index = 0) => waitFor(() => peers[index], `connection ${index} of the server`),
    async [Symbol.asyncDispose]() {
      for (const { socket } of peers) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Connects to a port of this machine. */
export async function openPeer(port: number): Promise<Peer & Disposable> {
  const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true, noDelay: true });
  const peer = createPeer(socket);
  await once(socket, 'connect');
  return Object.assign(peer, { [Symbol.dispose]: () => void socket.destroy() });
}

function createPeer(socket: Socket): Peer {
  let received: Buffer[] = [];
  let receivedBytes = 0;
  const ends: ('fin' | 'rst')[] = [];
  socket.on('data', (bytes: Buffer) => {
    received.push(bytes);
    receivedBytes += bytes.length;
  });
  socket.on('end', () => ends.push('fin'));
  socket.on('error', () => ends.push('rst'));
  socket.resume();
  const all = () => {
    received = [Buffer.concat(received)];
    return received[0] ?? Buffer.alloc(0);
  };
  return {
    socket,
    received: all,
    ends,
    async until(bytes) {
      await waitFor(
        () => receivedBytes >= bytes || undefined,
        `${bytes} bytes`,
        () => `${receivedBytes}`,
      );
      return all();
    },
    ended: () => waitFor(() => ends[0], 'an end of the connection'),
    closed: async () => void (await waitFor(() => socket.closed || undefined, 'nothing left of the socket')),
  };
}

/** Waits until `look` finds something. @throws (as a rejection) naming what was waited for, after a while */
export async function waitFor<Found>(
  look: () => Found | undefined,
  what: string,
  got = () => 'nothing',
): Promise<Found> {
  const until = performance.now() + BOUND_MS;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (performance.now() > until) throw new Error(`Expected ${what} within ${BOUND_MS / 1000} s, got ${got()}`);
    await delay(2);
  }
}

/** The code of the error that a connection to a port ends in before it stands. */
export async function refusalOf(port: number): Promise<unknown> {
  const socket = connect({ host: '127.0.0.1', port });
  const error = await new Promise<Error & { code?: unknown }>((resolve, reject) => {
    socket.once('error', resolve);
    socket.once('connect', () => reject(new Error(`Expected port ${port} to refuse, it accepts`)));
  }).finally(() => socket.destroy());
  return error.code;
}
