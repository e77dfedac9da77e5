import type { JSX } from 'react';
import type { TransportId } from '../../lib/protocol/index.ts';
import { TRANSPORT_LABELS } from '../../lib/ui/transport-mark/index.ts';
import styles from '../../lib/ui/lane/controls.module.css';

/** Publishes the message over one lane. */
export function PublishButton({
  id,
  disabled,
  shortcut,
  onClick,
}: {
  id: TransportId;
  disabled: boolean;
  shortcut: number;
  onClick: () => void;
}): JSX.Element {
  return (
    <button
      type="button"
      className={`${styles.button} ${styles.small}`}
      aria-label={`Publish over ${TRANSPORT_LABELS[id].name}`}
      disabled={disabled}
      onClick={onClick}
    >
      Publish <kbd className={styles.key}>{shortcut}</kbd>
    </button>
  );
}
