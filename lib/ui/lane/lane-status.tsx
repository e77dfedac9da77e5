import type { JSX } from 'react';
import type { LaneNumbers } from './lane-session.ts';
import { describeState } from './lane-state.ts';
import styles from './lane-status.module.css';

/** How a lane stands, in words: its state, the reason for it and what comes next. Takes two lines, whatever it says. */
export function LaneStatus({ numbers, now }: { numbers: LaneNumbers; now: number }): JSX.Element {
  const { name, detail, tone } = describeState(numbers, now);
  return (
    <p className={styles.status} data-tone={tone} data-state={numbers.state.name} title={detail}>
      <span className={styles.name}>{name}</span>
      {!numbers.resume && (
        <span className={styles.variant} title={NO_RESUME_ABOUT}>
          no resume
        </span>
      )}
      {detail && <span className={styles.detail}> {detail}</span>}
    </p>
  );
}

const NO_RESUME_ABOUT =
  'After a lost connection this lane begins anew, without its position: what was published meanwhile is lost';
