import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createCapture } from '../../../servers/edge/capture.ts';
import { UNDER_WAY_BYTES } from '../../../servers/edge/toxics/latency.ts';
import { WAITING_BYTES } from '../../../servers/edge/toxics/queue.ts';
import type { StreamToxics } from '../../../lib/protocol/index.ts';
import { openPeer, type Peer, startPeerServer, startTestEdge, waitFor } from '../../support/edge.ts';

const PIECE = Buffer.alloc(64 * 1024, 'x');

/** What one connection may hold of a stalled direction: what waits, one more read, and what a socket has taken up. */
const HELD_BYTES = WAITING_BYTES + 2 * PIECE.length;

const CONNECTIONS = 20;

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;

/** The memory of buffers, and of some that are not in use any more. */
function bufferBytes(): number {
  collect();
  return process.memoryUsage().arrayBuffers;
}

/** Waits until no more memory of buffers is in use than `bytes`: what is not is freed beside the program. */
async function expectBuffersBelow(bytes: number): Promise<void> {
  await waitFor(
    () => bufferBytes() < bytes || undefined,
    `buffers of less than ${bytes} bytes`,
    () => `${bufferBytes()}`,
  );
}

/** Writes while the socket takes it, and goes on whenever there is room. The same memory all the time. */
function writeAll({ socket }: Peer): void {
  const write = () => {
    while (socket.writableLength < PIECE.length) socket.write(PIECE);
  };
  socket.on('drain', write);
  write();
}

/** Waits until a socket has stopped taking bytes: it has taken no more for a while. */
async function stalled({ socket }: Peer): Promise<number> {
  let before = -1;
  let since = performance.now();
  const sent = () => socket.bytesWritten - socket.writableLength;
  return await waitFor(() => {
    if (sent() !== before) [before, since] = [sent(), performance.now()];
    return performance.now() - since > 300 ? before : undefined;
  }, 'a writer that stalls');
}

describe('a reader that does not read', () => {
  it.each(['down', 'up'] as const)('stalls who writes %s, and the edge holds little for it', async (direction) => {
    await using server = await startPeerServer();
    const capture = createCapture({ maxBytes: 0 });
    await using edge = await startTestEdge(server.port, { capture });
    const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => openPeer(edge.port)));
    await server.peer(CONNECTIONS - 1);
    const [writers, readers] = direction === 'down' ? [server.peers, clients] : [clients, server.peers];
    for (const { socket } of readers) socket.pause();
    const before = bufferBytes();
    for (const writer of writers) writeAll(writer);
    await Promise.all(writers.map(stalled));
    await expectBuffersBelow(before + CONNECTIONS * HELD_BYTES);
    const gone = edge.traffic()[direction];
    expect(gone).toBeGreaterThan(0);
    // Read again, it goes on.
    for (const { socket } of readers) socket.resume();
    await waitFor(() => edge.traffic()[direction] > gone + CONNECTIONS * 2 ** 20 || undefined, 'more bytes');
    for (const client of clients) client.socket.destroy();
  });

  const toxics: [string, StreamToxics, number][] = [
    ['bandwidth', { bandwidth: { rate: 0 } }, 0],
    ['slicer', { slicer: { average_size: 1, delay: 1000 } }, 0],
    ['latency', { latency: { latency: 10 } }, UNDER_WAY_BYTES],
    ['latency that is long', { latency: { latency: 60_000 } }, UNDER_WAY_BYTES],
  ];
  it.each(toxics)('stalls who writes under %s, too', async (_, downstream, more) => {
    await using server = await startPeerServer();
    const capture = createCapture({ maxBytes: 0 });
    await using edge = await startTestEdge(server.port, { capture });
    await edge.setToxics({ downstream });
    using client = await openPeer(edge.port);
    client.socket.pause();
    const before = bufferBytes();
    const peer = await server.peer();
    writeAll(peer);
    await stalled(peer);
    await expectBuffersBelow(before + 4 * HELD_BYTES + more);
    expect(server.peers[0]?.socket.writableLength).toBeGreaterThan(0);
  });
});
