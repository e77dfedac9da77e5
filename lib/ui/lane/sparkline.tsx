import type { JSX } from 'react';
import type { LatencyBin } from './latency-history.ts';
import styles from './sparkline.module.css';

/** The ends of the scale, in milliseconds: the same for every lane, so that lanes can be compared by eye. */
const SCALE_MS = { min: 0.1, max: 100_000 } as const;

const DECADES = [
  { ms: 10_000, label: '10 s' },
  { ms: 100, label: '100 ms' },
  { ms: 1, label: '1 ms' },
] as const;

/** In CSS pixels; the width is stretched to its place. */
const HEIGHT = 60;

/**
 * The latencies of the last minute: for every second a bar from the smallest to the largest, on a logarithmic scale. It
 * shows in a picture what the percentiles beside it say in numbers, so it is hidden from those who hear the page.
 */
export function Sparkline({ bins }: { bins: readonly LatencyBin[] }): JSX.Element {
  return (
    <div className={styles.sparkline} aria-hidden="true">
      <svg className={styles.plot} viewBox={`0 0 ${bins.length} ${HEIGHT}`} preserveAspectRatio="none">
        <path className={styles.grid} d={DECADES.map(({ ms }) => `M0 ${yOf(ms).toFixed(1)}H${bins.length}`).join('')} />
        <path className={styles.bars} d={bins.map(barOf).join('')} />
      </svg>
      {DECADES.map(({ ms, label }) => (
        <span key={ms} className={styles.label} style={{ top: yOf(ms) }}>
          {label}
        </span>
      ))}
      <span className={styles.begin}>−60 s</span>
      <span className={styles.end}>now</span>
    </div>
  );
}

/** A bar is at least a pixel and a half high, so that a second in which all took the same time is still seen. */
function barOf(bin: LatencyBin, index: number): string {
  if (bin.count === 0) return '';
  const top = yOf(bin.maxMs);
  const bottom = Math.max(top + 1.5, yOf(bin.minMs));
  return `M${index + 0.1} ${top.toFixed(1)}h.8V${bottom.toFixed(1)}h-.8z`;
}

/** What lies below the scale (also a latency below zero, within the offset's error) stands at its lower end. */
function yOf(ms: number): number {
  const clamped = Math.min(SCALE_MS.max, Math.max(SCALE_MS.min, ms));
  const share = Math.log10(clamped / SCALE_MS.min) / Math.log10(SCALE_MS.max / SCALE_MS.min);
  return HEIGHT - 2 - share * (HEIGHT - 4);
}
