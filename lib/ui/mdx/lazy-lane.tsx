'use client';

import { type ComponentType, type JSX, useEffect, useRef, useState } from 'react';
import type { TransportId } from '../../protocol/index.ts';
import styles from './live-lane.module.css';

type Lane = ComponentType<{ transport: TransportId }>;

/** How near to the screen its place comes before the lane is loaded. */
const AHEAD = '300px';

/** Loads the lane when its place comes near the screen. */
export function LazyLane({ transport }: { transport: TransportId }): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const [lane, setLane] = useState<{ Lane: Lane } | 'failed'>();

  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    let isGone = false;
    const show = (loaded: { Lane: Lane } | 'failed'): void => {
      if (!isGone) setLane(loaded);
    };
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        void import('../lane/live-lane.tsx').then(
          ({ LiveLane }) => show({ Lane: LiveLane }),
          () => show('failed'),
        );
      },
      { rootMargin: AHEAD },
    );
    observer.observe(element);
    return () => {
      isGone = true;
      observer.disconnect();
    };
  }, []);

  return (
    <div ref={place} className={styles.place}>
      {lane === 'failed' ? (
        <p className={styles.text} role="status">
          The lane could not be loaded. Reload the page to try again.
        </p>
      ) : lane === undefined ? null : (
        <lane.Lane transport={transport} />
      )}
    </div>
  );
}
