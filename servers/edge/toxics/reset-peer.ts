import type { StreamToxics } from '../../../lib/protocol/index.ts';
import { Stage } from './stage.ts';

type ResetPeer = NonNullable<StreamToxics['reset_peer']>;

/** Resets both sides (RST) `timeout` ms after the connection began, or after the toxic was set. Until then all passes. */
export class ResetPeerStage extends Stage<ResetPeer> {
  #stopTimer: (() => void) | undefined;

  protected override changed(): void {
    this.close();
    if (this.toxic === undefined) return;
    this.#stopTimer = this.surroundings.clock.after(this.toxic.timeout, () => this.surroundings.cut('rst'));
  }

  override write(bytes: Buffer): void {
    this.next.write(bytes);
  }

  override close(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }
}
