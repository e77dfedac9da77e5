import type { StreamToxics } from '../../../lib/protocol/index.ts';
import { type Held, QueueStage } from './queue.ts';

/** How much may be under way at once in one direction of one connection, in bytes. What more comes has to wait. */
export const UNDER_WAY_BYTES = 16 * 1024 * 1024;

type Latency = NonNullable<StreamToxics['latency']>;

/**
 * Hands every piece on `latency` ms after it came, give or take up to `jitter`, and the end of the connection likewise.
 * As many bytes may be under way as {@link UNDER_WAY_BYTES}, so that distance costs time and not throughput.
 *
 * The order stays, whatever the jitter: a piece that is late holds up all that came after it, which then arrives at
 * once. So does a lost packet on a real network, and that is all that an application sees of loss on a TCP link: a stall
 * until the packet has been sent again, never a missing message. There is no toxic that takes bytes out of a stream,
 * since no network does.
 */
export class LatencyStage extends QueueStage<Latency> {
  protected override dueAt({ at, draw }: Held, { latency, jitter = 0 }: Latency): number {
    return at + Math.max(0, latency + draw * jitter);
  }

  protected override capacity(): number {
    return UNDER_WAY_BYTES;
  }
}
