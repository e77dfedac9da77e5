import type { Direction } from '../../protocol/index.ts';
import type { EntryDraft } from '../span.ts';
import type { Strip } from '../strip.ts';
import { undecodable } from './undecodable.ts';

/** How a {@link LostRun} is set up. */
export interface LostOptions {
  readonly direction: Direction;
  readonly limitBytes: number;
  readonly emit: (draft: EntryDraft) => void;
  readonly problem: string;
  /** Whether a message may begin with the first byte. */
  readonly mayBeginHere: boolean;
}

const LF = 0x0a;
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'CONNECT', 'TRACE'];
const STARTS: Readonly<Record<Direction, readonly string[]>> = {
  up: METHODS.flatMap((method) => [`${method} /`, `${method} *`, `${method} http`]),
  down: ['HTTP/1.0 ', 'HTTP/1.1 '],
};

/** Bytes that no rule explains, until a line begins as a message does. How they are cut makes no difference. */
export class LostRun {
  readonly #strip: Strip;
  readonly #options: LostOptions;
  /** No message begins with a byte before this one. */
  #safe = 0;
  /** Whether a message may begin with it. */
  #isLineStart: boolean;

  constructor(strip: Strip, options: LostOptions) {
    this.#strip = strip;
    this.#options = options;
    this.#isLineStart = options.mayBeginHere;
  }

  /** Takes what it can off the strip. True once a message begins with what is left. */
  run(): boolean {
    const { bytes } = this.#strip;
    for (;;) {
      if (this.#isLineStart) {
        const verdict = beginsMessage(bytes.subarray(this.#safe, this.#safe + LONGEST), this.#options.direction);
        if (verdict !== 'no') {
          this.#cutLong();
          if (verdict === 'maybe') return false;
          if (this.#safe > 0) this.#cut(this.#safe);
          return true;
        }
        this.#isLineStart = false;
      }
      const lf = bytes.indexOf(LF, this.#safe);
      this.#safe = lf === -1 ? bytes.length : lf + 1;
      this.#isLineStart = lf !== -1;
      if (lf === -1) {
        this.#cutLong();
        return false;
      }
    }
  }

  /** All of it becomes an entry. */
  flush(): void {
    if (this.#strip.length > 0) this.#cut(this.#strip.length);
    this.#safe = 0;
    this.#isLineStart = false;
  }

  pending(): EntryDraft | undefined {
    const { length } = this.#strip;
    return length === 0 ? undefined : undecodable(this.#strip.peek(length), this.#options.problem, false);
  }

  #cutLong(): void {
    while (this.#safe >= this.#options.limitBytes) this.#cut(this.#options.limitBytes);
  }

  #cut(length: number): void {
    this.#safe = Math.max(0, this.#safe - length);
    this.#options.emit(undecodable(this.#strip.cut(length), this.#options.problem));
  }
}

const LONGEST = 12;

function beginsMessage(bytes: Uint8Array, direction: Direction): 'yes' | 'no' | 'maybe' {
  const text = String.fromCharCode(...bytes);
  if (STARTS[direction].some((start) => text.startsWith(start))) return 'yes';
  return STARTS[direction].some((start) => start.startsWith(text)) ? 'maybe' : 'no';
}
