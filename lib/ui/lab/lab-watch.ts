import type { Timer } from '../../measure/clock.ts';
import { createOffsetEstimator, type OffsetEstimate } from '../../measure/offset.ts';
import { findControl, readControl, type Surroundings } from './find-lab.ts';
import { LabError, type LabInfo } from './lab.ts';

/**
 * What is known of the lab. `settled` once enough exchanges were made to trust the offset, which is absent where control
 * sent no stamps.
 */
export type LabState =
  | { name: 'looking' }
  | { name: 'running'; lab: LabInfo; settled: boolean; offset?: OffsetEstimate }
  | { name: 'down'; reason: string; retryAt: number };

/** Looks for the lab, and goes on looking. */
export interface LabWatch {
  readonly state: LabState;
  /** The last estimate of the offset, also while the lab does not answer. Made once a look, so it costs nothing to read. */
  readonly offset: OffsetEstimate | undefined;
  /** Calls back on every change of state. @returns its undo */
  subscribe(onChange: () => void): () => void;
  /** Ends it; may be called twice. */
  close(): void;
}

/** How long from one look to the next, in milliseconds. */
export const LOOK_MS = {
  /** While the first exchanges are made: the offset rests on the best of them. */
  settling: 100,
  running: 5_000,
  /** The first wait after a failure; doubled up to the last. */
  down: 1_000,
  downMax: 5_000,
} as const;

/** How many exchanges are made in quick succession at first. */
const SETTLING_LOOKS = 5;

/**
 * Watches the lab: asks control again and again, which also keeps the clock offset fresh. While the lab is down it asks
 * quietly and less often; nothing has to be reloaded when it comes.
 */
export function watchLab(surroundings: Surroundings): LabWatch {
  const { clock } = surroundings;
  const estimator = createOffsetEstimator();
  const listeners = new Set<() => void>();
  let state: LabState = { name: 'looking' };
  let timer: Timer | undefined;
  let control: string | undefined;
  let offset: OffsetEstimate | undefined;
  let failures = 0;
  let looks = 0;
  let closed = false;

  function become(next: LabState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  async function look(): Promise<void> {
    try {
      control ??= await findControl(surroundings);
      const lab = await readControl(control, surroundings, estimator);
      if (closed) return;
      failures = 0;
      looks++;
      offset = estimator.estimate(clock.now());
      const settled = looks >= SETTLING_LOOKS;
      become({ name: 'running', lab, settled, ...(offset ? { offset } : {}) });
      again(!settled ? LOOK_MS.settling : LOOK_MS.running);
    } catch (error) {
      if (closed) return;
      // The lab may come back on another port, so the site is asked anew.
      control = undefined;
      looks = 0;
      const delayMs = Math.min(LOOK_MS.down * 2 ** failures++, LOOK_MS.downMax);
      const reason = error instanceof LabError ? error.message : String(error);
      become({ name: 'down', reason, retryAt: clock.now() + delayMs });
      again(delayMs);
    }
  }

  function again(delayMs: number): void {
    timer = clock.setTimeout(() => void look(), delayMs);
  }

  void look();
  return {
    get state() {
      return state;
    },
    get offset() {
      return offset;
    },
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    close() {
      closed = true;
      clock.clearTimeout(timer);
      listeners.clear();
    },
  };
}
