'use client';

import { type JSX, type ReactNode, useState } from 'react';
import type { TransportId } from '../../protocol/index.ts';
import controls from '../lane/controls.module.css';
import type { FaultBoard, FaultBoardState } from './fault-board.ts';
import styles from './fault-bar.module.css';
import { describeFault, FAULT_KINDS, type FaultKind, FAULTS } from './fault-kinds.ts';
import { FaultRow } from './fault-row.tsx';
import { useFaults } from './use-faults.ts';

type Amounts = Partial<Record<FaultKind, number>>;

const INITIAL: Amounts = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, FAULTS[kind].amount?.initial]));

/** Everything that can be broken, in a line until it is wanted. `locked` while a scenario makes the faults. */
export function FaultBar({
  board,
  lanes,
  locked = false,
  beside,
}: {
  board: FaultBoard;
  lanes: readonly TransportId[];
  locked?: boolean;
  /** What stands at the end of the line. */
  beside?: ReactNode;
}): JSX.Element {
  const state = useFaults(board);
  const [open, setOpen] = useState(false);
  const [amounts, setAmounts] = useState<Amounts>(INITIAL);
  const disabled = locked || !state.ready;

  function setAmount(kind: FaultKind, amount: number): void {
    setAmounts({ ...amounts, [kind]: amount });
    const on = lanes.filter((id) => state.on[id].some((fault) => fault.kind === kind));
    // What lasts follows its number; a time that runs is left to run.
    if (FAULTS[kind].course === 'lasting' && on.length > 0) void board.make(kind, on, amount);
  }

  return (
    <div className={`${controls.bar} ${styles.bar}`} role="group" aria-label="Faults">
      <div className={styles.line}>
        <button type="button" className={controls.button} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Close faults' : 'Faults …'}
        </button>
        <span className={controls.summary}>{summarise(state)}</span>
        {canLift(state) && (
          <button type="button" className={controls.button} disabled={locked} onClick={() => void board.liftAll()}>
            All off
          </button>
        )}
        <span className={styles.said} role="status" data-bad={state.problem !== undefined || undefined}>
          {state.problem ?? state.said}
        </span>
        {beside}
      </div>
      {open && (
        <>
          <ul className={styles.rows}>
            {FAULT_KINDS.map((kind) => (
              <FaultRow
                key={kind}
                fault={FAULTS[kind]}
                amount={amounts[kind]}
                lanes={lanes}
                isOn={(id) => state.on[id].some((fault) => fault.kind === kind)}
                disabled={disabled}
                onAmount={(amount) => setAmount(kind, amount)}
                onMake={(ids) => void board.make(kind, ids, amounts[kind])}
                onLift={(ids) => void board.lift(kind, ids)}
              />
            ))}
          </ul>
          <p className={styles.note}>
            {state.ready
              ? 'Made by a relay before the lab’s servers, on the connections of this tab alone. They end when this page is left or loaded again: nothing of them is kept.'
              : 'There is no session for this tab now, so nothing can be broken.'}
          </p>
        </>
      )}
    </div>
  );
}

const canLift = ({ on }: FaultBoardState): boolean =>
  Object.values(on).some((faults) => faults.some(({ kind }) => FAULTS[kind].course !== 'promised'));

/** What is on, in a line that has room beside the buttons. */
function summarise(state: FaultBoardState): string {
  const lanes = Object.values(state.on).filter((faults) => faults.length > 0);
  const texts = lanes.map((faults) => faults.map(({ kind, amount }) => describeFault(kind, amount)).join(', '));
  const [first] = texts;
  if (first === undefined) return 'none on';
  const where = lanes.length === 1 ? 'on one lane' : `on ${lanes.length} lanes`;
  if (texts.every((text) => text === first)) return `${first} ${where}`;
  return `${lanes.flat().length} ${where}`;
}
