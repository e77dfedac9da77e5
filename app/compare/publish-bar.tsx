import type { JSX } from 'react';
import { TRANSPORT_LABELS, TransportMark } from '../../lib/ui/transport-mark/index.ts';
import styles from './bars.module.css';
import type { BenchState } from './bench.ts';
import { type Message, MESSAGE_MAX_CHARACTERS } from './use-message.ts';

/** A message to everybody: written once, published over any lane, and seen to arrive in all. */
export function PublishBar({ message, state }: { message: Message; state: BenchState }): JSX.Element {
  const { lanes } = state.setup;
  const ready = new Set(state.lanes.map(({ session }) => session.transport));
  const first = lanes.find((id) => ready.has(id));
  return (
    <form
      className={styles.bar}
      aria-label="Publish"
      onSubmit={(event) => {
        event.preventDefault();
        if (first) message.publish(first);
      }}
    >
      <label className={`${styles.group} ${styles.grow}`}>
        <span className={styles.caption}>Message to all lanes</span>
        <input
          className={styles.input}
          value={message.text}
          maxLength={MESSAGE_MAX_CHARACTERS}
          placeholder="hello"
          autoComplete="off"
          onChange={(event) => message.setText(event.target.value)}
        />
      </label>
      <fieldset className={styles.group}>
        <legend>Publish over</legend>
        <div className={styles.segments}>
          {lanes.map((id, index) => (
            <button
              key={id}
              type="button"
              className={styles.segment}
              data-transport={id}
              aria-label={`Publish over ${TRANSPORT_LABELS[id].name}`}
              disabled={!ready.has(id)}
              onClick={() => message.publish(id)}
            >
              <TransportMark id={id} size={14} />
              {TRANSPORT_LABELS[id].short} <kbd className={styles.key}>{index + 1}</kbd>
            </button>
          ))}
        </div>
      </fieldset>
    </form>
  );
}
