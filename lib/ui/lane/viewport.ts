import { zoom } from './time-scale.ts';

/** Which part of time the lanes show; all lanes of a page share one, so that a moment stands at one height in all. */
export interface Viewport {
  readonly spanMs: number;
  /** The moment at which the picture was frozen, on the page's clock; `undefined` while it runs. */
  readonly pausedAt: number | undefined;
  /** The moment that the time axis calls 0 s. */
  readonly originAt: number;
  /** A number that grows with every change: a frozen picture is drawn again when it differs. */
  readonly version: number;
  /** The bottom of the picture at `now`. */
  to(now: number): number;
  setSpan(spanMs: number): void;
  zoom(direction: -1 | 1): void;
  pause(now: number): void;
  resume(): void;
  /** Moves a frozen picture; negative is back in time. Ends where the recording begins and where it was frozen. */
  scroll(byMs: number): void;
  /** Puts a moment into the middle of a frozen picture, unless it is in sight already. */
  show(at: number): void;
  /** Begins the time axis anew. */
  restart(now: number): void;
  /** Calls back on every change except the passing of time. @returns its undo */
  subscribe(onChange: () => void): () => void;
}

/** Makes a running viewport whose time axis begins at `originAt`. */
export function createViewport(options: { spanMs: number; originAt: number }): Viewport {
  const listeners = new Set<() => void>();
  let { spanMs, originAt } = options;
  let pausedAt: number | undefined;
  let frozenTo = 0;
  let version = 0;

  function changed(): void {
    version++;
    for (const listener of listeners) listener();
  }

  function moveTo(to: number): void {
    if (pausedAt === undefined) return;
    const earliest = Math.min(pausedAt, originAt + spanMs / 2);
    frozenTo = Math.min(pausedAt, Math.max(earliest, to));
  }

  function setSpan(next: number): void {
    // A frozen picture keeps its middle where it is, so that one zooms in on what one looks at.
    const middle = frozenTo - spanMs / 2;
    spanMs = next;
    moveTo(middle + spanMs / 2);
    changed();
  }

  return {
    get spanMs() {
      return spanMs;
    },
    get pausedAt() {
      return pausedAt;
    },
    get originAt() {
      return originAt;
    },
    get version() {
      return version;
    },
    to: (now) => (pausedAt === undefined ? now : frozenTo),
    setSpan,
    zoom: (direction) => setSpan(zoom(spanMs, direction)),
    pause(now) {
      if (pausedAt !== undefined) return;
      pausedAt = now;
      frozenTo = now;
      changed();
    },
    resume() {
      if (pausedAt === undefined) return;
      pausedAt = undefined;
      changed();
    },
    scroll(byMs) {
      moveTo(frozenTo + byMs);
      changed();
    },
    show(at) {
      if (at <= frozenTo && at >= frozenTo - spanMs) return;
      moveTo(at + spanMs / 2);
      changed();
    },
    restart(now) {
      originAt = now;
      if (pausedAt !== undefined) moveTo(frozenTo);
      changed();
    },
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}
