import type { StreamToxics } from '../../../lib/protocol/index.ts';
import type { MessageBounds } from './message-bounds.ts';
import { type End, type Outlet, Stage, type Surroundings } from './stage.ts';

type BufferToxic = NonNullable<StreamToxics['buffer']>;

const FIRST_BYTES = 4096;

/**
 * A proxy that buffers answers: of each, nothing passes until `bytes` of its content wait or it is complete, and then all
 * that waits. So an event stream, which is never complete, comes in floods, and a poll comes as ever. What is no HTTP
 * answer passes: after `101` everything does.
 */
export class BufferStage extends Stage<BufferToxic> {
  readonly #answers: MessageBounds;
  #held = Buffer.alloc(0);
  #heldBytes = 0;
  /** How much content of the present answer has passed. */
  #passedBytes = 0;

  constructor(next: Outlet, surroundings: Surroundings, answers: MessageBounds) {
    super(next, surroundings);
    this.#answers = answers;
  }

  protected override changed(): void {
    const { contentBytes } = this.#answers;
    // Before it was set, everything passed.
    if (this.#heldBytes === 0) this.#passedBytes = contentBytes;
    if (this.toxic === undefined || contentBytes - this.#passedBytes >= this.toxic.bytes) this.#release();
  }

  override isEmpty(): boolean {
    return this.#heldBytes === 0;
  }

  override write(bytes: Buffer): void {
    if (this.toxic === undefined) {
      this.#answers.skim(bytes);
      return this.next.write(bytes);
    }
    for (let from = 0; from < bytes.length;) {
      if (this.#answers.isBetween) this.#passedBytes = 0;
      const to = this.#answers.read(bytes, from);
      this.#take(bytes.subarray(from, to), this.toxic);
      from = to;
    }
  }

  #take(bytes: Buffer, toxic: BufferToxic): void {
    const { isBetween, contentBytes } = this.#answers;
    const isDue = isBetween || contentBytes - this.#passedBytes >= toxic.bytes;
    if (isDue && this.#heldBytes === 0) {
      this.#passedBytes = contentBytes;
      return this.next.write(bytes);
    }
    this.#hold(bytes);
    if (isDue) this.#release();
  }

  /** Copies bytes to what is held, which doubles its room when it has to grow. */
  #hold(bytes: Buffer): void {
    const neededBytes = this.#heldBytes + bytes.length;
    if (neededBytes > this.#held.length) {
      const held = Buffer.allocUnsafeSlow(Math.max(FIRST_BYTES, this.#held.length * 2, neededBytes));
      this.#held.copy(held, 0, 0, this.#heldBytes);
      this.#held = held;
    }
    bytes.copy(this.#held, this.#heldBytes);
    this.#heldBytes = neededBytes;
  }

  #release(): void {
    const bytes = this.#held.subarray(0, this.#heldBytes);
    this.#passedBytes = this.#answers.contentBytes;
    this.close();
    if (bytes.length > 0) this.next.write(bytes);
  }

  override end(how: End): void {
    if (how === 'fin') this.#release();
    this.next.end(how);
  }

  override close(): void {
    this.#held = Buffer.alloc(0);
    this.#heldBytes = 0;
  }
}
