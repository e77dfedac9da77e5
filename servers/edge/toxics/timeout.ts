import type { StreamToxics } from '../../../lib/protocol/index.ts';
import { Stage } from './stage.ts';

type Timeout = NonNullable<StreamToxics['timeout']>;

/**
 * Throws away what comes, and ends the connection after `timeout` ms, or never for 0. Bytes are lost, so the connection
 * also ends when the toxic is lifted. An end passes, as in Toxiproxy.
 */
export class TimeoutStage extends Stage<Timeout> {
  #stopTimer: (() => void) | undefined;

  protected override changed(): void {
    this.close();
    if (this.toxic === undefined) return this.surroundings.cut('fin');
    const { timeout } = this.toxic;
    if (timeout > 0) this.#stopTimer = this.surroundings.clock.after(timeout, () => this.surroundings.cut('fin'));
  }

  override hasRoom(): boolean {
    return this.toxic !== undefined || this.next.hasRoom();
  }

  override write(bytes: Buffer): void {
    if (this.toxic === undefined) this.next.write(bytes);
  }

  override close(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }
}
