import type { JSX } from 'react';
import type { TransportId } from '../../protocol/index.ts';
import { TRANSPORT_LABELS } from './labels.ts';
import { TransportMark } from './transport-mark.tsx';
import styles from './transport-mark.module.css';

/** A transport's mark and name, inline, in its colour. */
export function TransportName({ id, short = false }: { id: TransportId; short?: boolean }): JSX.Element {
  return (
    <span className={styles.name} data-transport={id}>
      <TransportMark id={id} size={14} />
      {TRANSPORT_LABELS[id][short ? 'short' : 'name']}
    </span>
  );
}
