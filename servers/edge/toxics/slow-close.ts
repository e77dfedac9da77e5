import type { StreamToxics } from '../../../lib/protocol/index.ts';
import { type Held, QueueStage } from './queue.ts';

type SlowClose = NonNullable<StreamToxics['slow_close']>;

/** Passes bytes at once, and holds the end of the connection back for `delay` ms. */
export class SlowCloseStage extends QueueStage<SlowClose> {
  protected override dueAt({ what, at }: Held, { delay }: SlowClose): number {
    return typeof what === 'string' ? at + delay : -Infinity;
  }
}
