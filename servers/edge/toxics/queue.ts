import { type End, Stage } from './stage.ts';

/** While less than this waits in a stage, there is room for more, in bytes. */
export const WAITING_BYTES = 64 * 1024;

/** What a piece costs beside its bytes. It is counted, so that many small pieces are held to the same memory. */
export const PIECE_BYTES = 256;

/** Something that waits in a stage. */
export interface Held {
  /** The bytes, or how the direction ends after all of them. */
  what: Buffer | End;
  /** When it came, on the edge's clock. */
  readonly at: number;
  /** From -1 to 1, drawn when it came. */
  readonly draw: number;
}

/** How many places of pieces that are gone wait at the front of the list before it is made shorter. */
const MAX_GONE = 256;

/** A stage that holds pieces back for a time: first come, first gone, whatever is set in the meantime. */
export abstract class QueueStage<Toxic> extends Stage<Toxic> {
  #items: (Held | undefined)[] = [];
  #first = 0;
  #cost = 0;
  /** Whether the next piece may go but for the room that it needs. */
  #isBlocked = false;
  #stopTimer: (() => void) | undefined;

  /** When the next piece, or the part of it that {@link portion} takes, may go; `Infinity` for not at all. */
  protected abstract dueAt(next: Held, toxic: Toxic): number;

  /** How many of the next bytes go at once. */
  protected portion(bytes: Buffer, _toxic: Toxic): number {
    return bytes.length;
  }

  /** Called before something is held where nothing was. */
  protected began(_now: number): void {}

  /** Called when something of so many bytes has gone that was due at `dueAt`. */
  protected gone(_bytes: number, _dueAt: number): void {}

  /** How much may be held while it waits for its time, as against for room. */
  protected capacity(): number {
    return WAITING_BYTES;
  }

  protected override changed(): void {
    this.move();
  }

  override isEmpty(): boolean {
    return this.#first === this.#items.length;
  }

  override hasRoom(): boolean {
    if (this.toxic === undefined) return this.isEmpty() && this.next.hasRoom();
    return this.#cost < (this.#isBlocked ? WAITING_BYTES : this.capacity());
  }

  override write(bytes: Buffer): void {
    if (this.toxic === undefined && this.isEmpty()) this.next.write(bytes);
    else this.#hold(bytes);
  }

  override end(how: End): void {
    if (this.toxic === undefined && this.isEmpty()) this.next.end(how);
    else this.#hold(how);
  }

  #hold(what: Buffer | End): void {
    const at = this.surroundings.clock.now();
    const isFirst = this.isEmpty();
    if (isFirst) this.began(at);
    this.#items.push({ what, at, draw: this.surroundings.random() * 2 - 1 });
    this.#cost += costOf(what);
    // Those behind the first wait for it. A RST does not wait for room.
    if (isFirst || what === 'rst') this.move();
  }

  override move(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    this.#isBlocked = false;
    for (let held = this.#items[this.#first]; held !== undefined; held = this.#items[this.#first]) {
      const { clock } = this.surroundings;
      const dueAt = this.toxic === undefined ? -Infinity : this.dueAt(held, this.toxic);
      const waitMs = dueAt - clock.now();
      if (waitMs > 0) {
        if (waitMs < Infinity) this.#stopTimer = clock.after(waitMs, () => this.#onTime());
        return;
      }
      if (typeof held.what !== 'string' && !this.next.hasRoom()) {
        this.#isBlocked = true;
        if (this.#isReset()) this.#giveUp();
        return;
      }
      this.#handOn(held, dueAt);
    }
  }

  #handOn(held: Held, dueAt: number): void {
    const { what } = held;
    if (typeof what === 'string') {
      this.#drop();
      this.next.end(what);
      return;
    }
    const length = this.toxic === undefined ? what.length : Math.min(what.length, this.portion(what, this.toxic));
    if (length === what.length) {
      this.#drop();
    } else {
      held.what = what.subarray(length);
      this.#cost -= length;
    }
    this.gone(length, dueAt);
    this.next.write(length === what.length ? what : what.subarray(0, length));
  }

  /** Whether the direction ends with a RST that is due: what waits for room before it would be thrown away by it. */
  #isReset(): boolean {
    const last = this.#items.at(-1);
    if (last?.what !== 'rst') return false;
    return this.toxic === undefined || this.dueAt(last, this.toxic) <= this.surroundings.clock.now();
  }

  #giveUp(): void {
    this.close();
    this.next.end('rst');
  }

  #drop(): void {
    const held = this.#items[this.#first];
    this.#items[this.#first++] = undefined;
    if (held !== undefined) this.#cost -= costOf(held.what);
    if (this.#first < MAX_GONE || this.#first * 2 < this.#items.length) return;
    this.#items = this.#items.slice(this.#first);
    this.#first = 0;
  }

  #onTime(): void {
    this.move();
    this.surroundings.moved();
  }

  override close(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    this.#items = [];
    this.#first = 0;
    this.#cost = 0;
  }
}

function costOf(what: Buffer | End): number {
  return PIECE_BYTES + (typeof what === 'string' ? 0 : what.length);
}
