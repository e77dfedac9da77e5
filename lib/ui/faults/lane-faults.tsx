import type { JSX } from 'react';
import type { TransportId } from '../../protocol/index.ts';
import { TRANSPORT_LABELS } from '../transport-mark/index.ts';
import type { FaultBoard } from './fault-board.ts';
import { describeFault, FAULTS } from './fault-kinds.ts';
import styles from './lane-faults.module.css';
import { useFaults } from './use-faults.ts';

/** What is broken in a lane now, each with what is left of its time; a click takes it back. Nothing where nothing is. */
export function LaneFaults({
  board,
  id,
  now,
  locked = false,
}: {
  board: FaultBoard;
  id: TransportId;
  /** The page's clock, a few times a second. */
  now: number;
  locked?: boolean;
}): JSX.Element | null {
  const faults = useFaults(board).on[id];
  if (faults.length === 0) return null;
  return (
    <ul className={styles.faults} aria-label={`Faults on ${TRANSPORT_LABELS[id].name}`}>
      {faults.map(({ kind, amount, until }) => {
        const text = describeFault(kind, amount);
        const left = until === undefined ? '' : `${(Math.max(0, until - now) / 1_000).toFixed(1)} s left`;
        return (
          <li key={kind} data-fault={kind}>
            {FAULTS[kind].course === 'promised' || locked ? (
              <span className={styles.fault}>
                {text} <span className={styles.left}>{left}</span>
              </span>
            ) : (
              <button
                type="button"
                className={styles.fault}
                aria-label={`Take back: ${text} on ${TRANSPORT_LABELS[id].name}`}
                onClick={() => void board.lift(kind, [id])}
              >
                {text} <span className={styles.left}>{left}</span> <span aria-hidden="true">×</span>
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
