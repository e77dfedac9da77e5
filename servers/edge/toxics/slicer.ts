import type { StreamToxics } from '../../../lib/protocol/index.ts';
import { type Held, QueueStage } from './queue.ts';

type Slicer = NonNullable<StreamToxics['slicer']>;

/**
 * Hands on pieces of `average_size` bytes, give or take up to `size_variation`, `delay` µs apart. A timer counts in whole
 * ms, so of shorter delays several pieces come together; on average the delay is kept.
 */
export class SlicerStage extends QueueStage<Slicer> {
  /** When the next piece may go. */
  #readyAt = -Infinity;
  /** The size of the next piece, once it is drawn. */
  #size: number | undefined;

  protected override changed(): void {
    this.#size = undefined;
    this.#readyAt = this.surroundings.clock.now();
    super.changed();
  }

  protected override began(now: number): void {
    this.#readyAt = Math.max(this.#readyAt, now);
  }

  protected override dueAt(_next: Held): number {
    return this.#readyAt;
  }

  protected override portion(_bytes: Buffer, { average_size, size_variation = 0 }: Slicer): number {
    const { random } = this.surroundings;
    this.#size ??= Math.max(1, Math.round(average_size + (random() * 2 - 1) * size_variation));
    return this.#size;
  }

  protected override gone(): void {
    this.#size = undefined;
    this.#readyAt += (this.toxic?.delay ?? 0) / 1000;
  }
}
