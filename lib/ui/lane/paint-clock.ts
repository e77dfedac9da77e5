import { createRing } from '../../measure/ring.ts';

/** What drawing costs: an instrument has to know its own share of the load. */
export interface PaintClock {
  /** How many frames were drawn. */
  readonly frames: number;
  add(milliseconds: number): void;
  /** The median of the last 120 frames, in milliseconds; 0 before the first. */
  median(): number;
}

/** Makes a clock that has seen no frame. */
export function createPaintClock(): PaintClock {
  const recent = createRing(120);
  let frames = 0;
  return {
    get frames() {
      return frames;
    },
    add(milliseconds) {
      recent.push(milliseconds);
      frames++;
    },
    median: () => {
      const sorted = recent.toArray().sort((a, b) => a - b);
      return sorted[Math.floor(sorted.length / 2)] ?? 0;
    },
  };
}
