import type { JSX } from 'react';
import type { TransportId } from '../../protocol/index.ts';
import controls from '../lane/controls.module.css';
import { Stepper } from '../lane/stepper.tsx';
import { TRANSPORT_LABELS, TransportMark } from '../transport-mark/index.ts';
import styles from './fault-bar.module.css';
import type { FaultInfo } from './fault-kinds.ts';

/** One fault: what it does, how much of it, and the lanes that it is made on. */
export function FaultRow({
  fault,
  amount,
  lanes,
  isOn,
  disabled,
  onAmount,
  onMake,
  onLift,
}: {
  fault: FaultInfo;
  amount: number | undefined;
  lanes: readonly TransportId[];
  isOn: (id: TransportId) => boolean;
  disabled: boolean;
  onAmount: (amount: number) => void;
  onMake: (lanes: readonly TransportId[]) => void;
  onLift: (lanes: readonly TransportId[]) => void;
}): JSX.Element {
  const stays = fault.course !== 'done';
  const allOn = stays && lanes.every(isOn);
  const press = (ids: readonly TransportId[], on: boolean): void => (on ? onLift(ids) : onMake(ids));

  return (
    <li className={styles.row} data-fault={fault.kind}>
      <span className={styles.label}>{fault.label}</span>
      <span className={styles.about}>{fault.about}</span>
      <div className={styles.amount}>
        {fault.amount !== undefined && amount !== undefined && (
          <Stepper
            label={fault.amount.label}
            unit={fault.amount.unit}
            value={amount}
            range={fault.amount.range}
            disabled={disabled}
            onChange={onAmount}
          />
        )}
      </div>
      <div className={`${controls.segments} ${styles.lanes}`} role="group" aria-label={`${fault.label}: lanes`}>
        <button
          type="button"
          className={controls.segment}
          aria-label={`${fault.label}: all lanes`}
          {...(stays ? { 'aria-pressed': allOn } : {})}
          disabled={disabled}
          onClick={() => press(allOn ? lanes : lanes.filter((id) => !stays || !isOn(id)), allOn)}
        >
          All
        </button>
        {lanes.map((id) => {
          const on = stays && isOn(id);
          return (
            <button
              key={id}
              type="button"
              className={controls.segment}
              data-transport={id}
              aria-label={`${fault.label}: ${TRANSPORT_LABELS[id].name}`}
              title={TRANSPORT_LABELS[id].name}
              {...(stays ? { 'aria-pressed': on } : {})}
              disabled={disabled}
              onClick={() => press([id], on)}
            >
              <TransportMark id={id} size={16} />
            </button>
          );
        })}
      </div>
    </li>
  );
}
