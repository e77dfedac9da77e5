import type { JSX } from 'react';
import type { TransportId } from '../../lib/protocol/index.ts';
import { formatMs, NONE } from '../../lib/ui/lane/format.ts';
import { TransportName } from '../../lib/ui/transport-mark/index.ts';
import type { SentMessage } from '../../lib/ui/lane/message-log.ts';
import styles from './tables.module.css';

/** The messages published from here: how long until each was acknowledged, and until it was seen in every lane. */
export function Arrivals({
  messages,
  lanes,
}: {
  messages: readonly SentMessage[];
  lanes: readonly TransportId[];
}): JSX.Element {
  return (
    <section className={styles.section} aria-labelledby="arrivals">
      <h2 id="arrivals" className={styles.heading}>
        Published from here
      </h2>
      <p className={styles.note}>
        Milliseconds from publishing on this page until the acknowledgement and until the arrival in each lane, on one
        clock: nothing is estimated.
      </p>
      <div className={styles.scroll} tabIndex={0} role="group" aria-labelledby="arrivals">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">message</th>
              <th scope="col">seq</th>
              <th scope="col">over</th>
              <th scope="col">ack</th>
              {lanes.map((id) => (
                <th key={id} scope="col" className={styles.number}>
                  <TransportName id={id} short />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {messages.length === 0 && (
              <tr>
                <td colSpan={4 + lanes.length} className={styles.empty}>
                  nothing yet
                </td>
              </tr>
            )}
            {messages.map((message) => (
              <tr key={message.key} data-message={message.seq}>
                <th scope="row" className={styles.text}>
                  {message.text}
                </th>
                <td className={styles.number}>{message.seq ?? NONE}</td>
                <td>
                  <TransportName id={message.over} short />
                </td>
                <td className={styles.number}>{message.error ?? formatMs(message.ackMs)}</td>
                {lanes.map((id) => (
                  <td key={id} className={styles.number} data-arrived={id}>
                    {formatMs(message.arrivedMs[id])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
