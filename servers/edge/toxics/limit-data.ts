import type { StreamToxics } from '../../../lib/protocol/index.ts';
import { Stage } from './stage.ts';

type LimitData = NonNullable<StreamToxics['limit_data']>;

/**
 * Ends the connection once `bytes` have passed since it began, or since the toxic was set. Where that is 0, its first
 * byte ends it.
 */
export class LimitDataStage extends Stage<LimitData> {
  #passedBytes = 0;

  protected override changed(): void {
    this.#passedBytes = 0;
  }

  override write(bytes: Buffer): void {
    if (this.toxic === undefined) return this.next.write(bytes);
    const leftBytes = this.toxic.bytes - this.#passedBytes;
    const passing = bytes.subarray(0, leftBytes);
    this.#passedBytes += passing.length;
    if (passing.length > 0) this.next.write(passing);
    if (bytes.length >= leftBytes) this.surroundings.cut('fin');
  }
}
