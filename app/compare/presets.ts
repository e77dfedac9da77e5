import type { Setup } from './setup.ts';

/** A set-up as one meets it. */
export interface Preset {
  id: string;
  label: string;
  /** What kind of traffic it stands for. */
  about: string;
  values: Pick<Setup, 'ratePerSecond' | 'payloadBytes' | 'burst' | 'intervalMs' | 'waitMs'>;
}

/** The presets, in the order of their buttons. */
export const PRESETS: readonly Preset[] = [
  {
    id: 'chat',
    label: 'Chat',
    about: 'A message every two seconds, and polls just as often',
    values: { ratePerSecond: 0.5, payloadBytes: 128, burst: 0, intervalMs: 2_000, waitMs: 25_000 },
  },
  {
    id: 'ticker',
    label: 'Ticker',
    about: 'Twenty small events a second',
    values: { ratePerSecond: 20, payloadBytes: 64, burst: 0, intervalMs: 500, waitMs: 25_000 },
  },
  {
    id: 'dashboard',
    label: 'Dashboard',
    about: 'One event of 4 KiB a second, polled every five',
    values: { ratePerSecond: 1, payloadBytes: 4_096, burst: 0, intervalMs: 5_000, waitMs: 25_000 },
  },
  {
    id: 'idle',
    label: 'Idle minute',
    about: 'Nothing happens: what does waiting cost?',
    values: { ratePerSecond: 0, payloadBytes: 64, burst: 0, intervalMs: 1_000, waitMs: 25_000 },
  },
  {
    id: 'burst',
    label: 'Burst',
    about: 'Two hundred events at once, every five seconds',
    values: { ratePerSecond: 0, payloadBytes: 256, burst: 200, intervalMs: 1_000, waitMs: 25_000 },
  },
];

/** The preset that a set-up is, if it is one. */
export function presetOf(setup: Setup): Preset | undefined {
  return PRESETS.find(({ values }) =>
    (Object.keys(values) as (keyof Preset['values'])[]).every((key) => values[key] === setup[key]),
  );
}
