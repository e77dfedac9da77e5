'use client';

import { type JSX, useEffect, useState } from 'react';
import { formatClock } from '../format.ts';
import styles from './interview.module.css';
import { clockOf, type Interview } from './interview-state.ts';

/** The clock of an interview, each second. It is not announced: who hears the page can go to it. */
export function Clock({ interview, minutes }: { interview: Interview; minutes: number }): JSX.Element {
  const [now, setNow] = useState(() => Date.now());
  const isPaused = interview.since === null;
  useEffect(() => {
    if (isPaused) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [isPaused]);
  const spent = clockOf(interview, Math.max(now, interview.since ?? 0));
  const over = spent - minutes * 60_000;
  return (
    <p className={styles.clock} role="timer" aria-label="Time at work" data-over={over > 0} data-paused={isPaused}>
      <span className={styles.time}>{formatClock(spent)}</span>
      <span className={styles.of}>
        {isPaused ? 'paused · ' : ''}
        {over > 0 ? `${formatClock(over)} over ${minutes} min` : `of ${minutes} min`}
      </span>
    </p>
  );
}
