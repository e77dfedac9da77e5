import type { StreamToxics } from '../../../lib/protocol/index.ts';
import { type Held, QueueStage } from './queue.ts';

/** How often bytes go while the rate holds them back, in ms: a narrow link drips, and does not come in floods. */
const SLICE_MS = 20;

type Bandwidth = NonNullable<StreamToxics['bandwidth']>;

/**
 * Hands on at most `rate` KB (1,000 bytes) a second: n bytes take n / rate ms. At 0 nothing goes on, the end of the
 * connection neither: a stall, as of a phone in a tunnel. KB a second are bytes a ms.
 */
export class BandwidthStage extends QueueStage<Bandwidth> {
  /** Until when the link is busy with what has gone. */
  #busyUntil = -Infinity;

  protected override changed(): void {
    // What is under way is not paid for twice, and time without a link buys nothing.
    this.#busyUntil = this.surroundings.clock.now();
    super.changed();
  }

  protected override began(now: number): void {
    this.#busyUntil = Math.max(this.#busyUntil, now);
  }

  protected override dueAt({ what }: Held, toxic: Bandwidth): number {
    if (toxic.rate === 0) return Infinity;
    return this.#busyUntil + (typeof what === 'string' ? 0 : this.portion(what, toxic) / toxic.rate);
  }

  protected override portion(bytes: Buffer, { rate }: Bandwidth): number {
    return Math.min(bytes.length, Math.max(1, Math.floor(rate * SLICE_MS)));
  }

  protected override gone(_bytes: number, dueAt: number): void {
    if (this.toxic !== undefined) this.#busyUntil = dueAt;
  }
}
