import type { Clock } from './clock.ts';

/** How one side of a connection ends: with a FIN after what it sent, or with a RST that throws away what still waits. */
export type End = 'fin' | 'rst';

/** What takes the bytes of one direction in order, and its end after them. */
export interface Outlet {
  /** Whether more should be written now. What is written without room is taken all the same. */
  hasRoom(): boolean;
  write(bytes: Buffer): void;
  /** Nothing is written afterwards; only a RST may follow a FIN. */
  end(how: End): void;
}

/** What the toxics of one connection need. */
export interface Surroundings {
  clock: Clock;
  /** As `Math.random`. */
  random(): number;
  /** Ends both sides: `fin` after what was handed on, `rst` at once. */
  cut(how: End): void;
  /** A stage has handed something on by itself, so that there may be room before it. */
  moved(): void;
}

/**
 * One toxic in one direction of one connection. Every stage is there all the time, and passes everything while it is
 * not set, so that setting, changing and lifting one never changes the order of what is on its way.
 */
export abstract class Stage<Toxic> implements Outlet {
  protected readonly next: Outlet;
  protected readonly surroundings: Surroundings;
  /** What is set; nothing while it is lifted. */
  protected toxic: Toxic | undefined;

  constructor(next: Outlet, surroundings: Surroundings) {
    this.next = next;
    this.surroundings = surroundings;
  }

  /** Sets, changes or lifts the toxic. Called with a change only. */
  set(toxic: Toxic | undefined): void {
    const before = this.toxic;
    this.toxic = toxic;
    this.changed(before);
  }

  /** Called after `toxic` has changed. */
  protected abstract changed(before: Toxic | undefined): void;

  /** Hands on what may go now: the next stage has room again, or time has passed. */
  move(): void {}

  /** Whether nothing is held. */
  isEmpty(): boolean {
    return true;
  }

  hasRoom(): boolean {
    return this.next.hasRoom();
  }

  abstract write(bytes: Buffer): void;

  end(how: End): void {
    this.next.end(how);
  }

  /** Throws away what is held, and stops every timer. */
  close(): void {}
}
