import type { JSX } from 'react';
import type { QueuedMessage } from '../../outbox/index.ts';
import controls from '../lane/controls.module.css';
import { ScrollBox } from '../live-figure/index.ts';
import styles from './durable-queue.module.css';
import type { QueueRunState } from './queue-run.ts';

/** How many delivered messages are still shown. */
const MAX_DELIVERED = 40;

/** Each message: what waits in the store, and what this tab has delivered. */
export function QueueTable({
  state,
  onRetry,
}: {
  state: QueueRunState | undefined;
  onRetry: (n: number) => void;
}): JSX.Element {
  const messages = state?.outbox.queue.messages ?? [];
  const delivered = (state?.outbox.delivered ?? []).slice(-MAX_DELIVERED).toReversed();
  return (
    <ScrollBox
      label="What was written"
      className={styles.scroll}
      empty={
        state === undefined ? 'The store is being opened.' : 'Nothing waits. Write a message, and it appears here.'
      }
    >
      {messages.length + delivered.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">No.</th>
              <th scope="col">Text</th>
              <th scope="col">Written</th>
              <th scope="col">Standing</th>
            </tr>
          </thead>
          <tbody>
            {messages.map((message) => (
              <tr key={message.n} data-message={message.n} data-state={message.state}>
                <td>{message.n}</td>
                <td className={styles.text}>{message.text}</td>
                <td>{timeOf(message.createdAt)}</td>
                <td>
                  <Standing message={message} state={state} onRetry={onRetry} />
                </td>
              </tr>
            ))}
            {delivered.map(({ n, text, seq, tries }) => (
              <tr key={`seq ${seq}, ${n}`} data-message={n} data-state="stored">
                <td>{n}</td>
                <td className={styles.text}>{text}</td>
                <td>–</td>
                <td>
                  stored as seq {seq}, sent {tries === 1 ? 'once' : `${tries} times`}; off the disk
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ScrollBox>
  );
}

function Standing({
  message,
  state,
  onRetry,
}: {
  message: QueuedMessage;
  state: QueueRunState | undefined;
  onRetry: (n: number) => void;
}): JSX.Element {
  const underWay = state?.outbox.underWay;
  if (message.state === 'failed') {
    return (
      <>
        <span className={styles.failed}>failed: {message.reason}</span>{' '}
        <button
          type="button"
          className={`${controls.button} ${controls.small}`}
          aria-label={`Try message ${message.n} again`}
          onClick={() => onRetry(message.n)}
        >
          Try again
        </button>
      </>
    );
  }
  const place = state?.kind === 'memory' ? 'in memory' : 'on disk';
  if (underWay?.n === message.n) return <>{`${place}, on its way, try ${underWay.tries}`}</>;
  return <>{`${place}, waits`}</>;
}

/** The hours, minutes and seconds of a time of this clock. */
export function timeOf(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB');
}
