const LF = 0x0a;
const CR = 0x0d;

/**
 * Finds where the blocks of an event stream end: after the empty line that follows at least one line. Fed with the
 * content in runs; how it is cut makes no difference.
 *
 * @see HTML standard, section 9.2.5 (parsing an event stream)
 */
export class BlockBoundary {
  /** Whether the block has a line with something in it. */
  #hasLine = false;
  #isLineEmpty = true;
  #wasCr = false;
  /** The block ended with a carriage return, after which a line feed would still belong to it. */
  #mayEnd = false;

  /**
   * Reads a run until a block ends. Where it does, the result is how many bytes of the run still belong to the block,
   * possibly 0; else it is undefined, and all of the run was read.
   */
  read(run: Uint8Array): number | undefined {
    for (let at = 0; at < run.length; at++) {
      const byte = run[at];
      if (this.#mayEnd) {
        this.#restart();
        return byte === LF ? at + 1 : at;
      }
      if (byte === LF && this.#wasCr) {
        this.#wasCr = false;
        continue;
      }
      this.#wasCr = byte === CR;
      if (byte !== LF && byte !== CR) {
        this.#hasLine = true;
        this.#isLineEmpty = false;
      } else if (!this.#isLineEmpty) this.#isLineEmpty = true;
      else if (this.#hasLine && byte === LF) {
        this.#restart();
        return at + 1;
      } else if (this.#hasLine) this.#mayEnd = true;
    }
    return undefined;
  }

  /** Whether the block would be over if nothing followed. Where it is, the next one begins. */
  settle(): boolean {
    if (!this.#mayEnd) return false;
    this.#restart();
    return true;
  }

  #restart(): void {
    this.#hasLine = false;
    this.#isLineEmpty = true;
    this.#wasCr = false;
    this.#mayEnd = false;
  }
}
