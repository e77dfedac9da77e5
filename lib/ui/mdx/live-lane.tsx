import type { JSX } from 'react';
import type { TransportId } from '../../protocol/index.ts';
import { TransportName } from '../transport-mark/index.ts';
import styles from './live-lane.module.css';
import { Near } from './near.tsx';

/**
 * The live lane of one transport inside a lesson. Its script is loaded when it scrolls into view; until then, and
 * without script, its place is kept at its full height, so nothing moves.
 */
export function LiveLane({ transport }: { transport: TransportId }): JSX.Element {
  return (
    <figure className={styles.figure} data-transport={transport} data-figure={`lane-${transport}`}>
      <figcaption className={styles.caption}>
        <span className={styles.word}>Live</span>
        <TransportName id={transport} />
      </figcaption>
      <div className={styles.stage}>
        <noscript>
          <p className={styles.text}>This lane is drawn by a script. Allow scripts for this page to see it move.</p>
        </noscript>
        <Near name="LiveLane" given={{ transport }} className={styles.place ?? ''} isEmpty />
      </div>
    </figure>
  );
}
