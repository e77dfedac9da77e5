import type { JSX } from 'react';
import type { Lesson } from '../content/catalog.server.ts';
import { TRANSPORT_IDS, type TransportId } from '../lib/protocol/index.ts';
import { TimingDiagram } from '../lib/ui/timing/timing-diagram.tsx';
import { TRANSPORT_LABELS, TransportMark } from '../lib/ui/transport-mark/index.ts';
import styles from './transport-panel.module.css';

/** What each transport is, in one line, and what its lateness consists of. */
const LINES: Readonly<Record<TransportId, { idea: string; lateness: string }>> = {
  polling: {
    idea: 'The page asks again and again.',
    lateness: 'up to an interval, plus a trip',
  },
  'long-polling': {
    idea: 'The page asks, and the server holds the answer until it has one.',
    lateness: 'a trip, and longer while the next request is on its way',
  },
  sse: {
    idea: 'The page asks once, and the answer never ends.',
    lateness: 'a trip',
  },
  websocket: {
    idea: 'One connection for messages both ways, opened by an HTTP request.',
    lateness: 'a trip',
  },
  'socket-io': {
    idea: 'Named events and acknowledgements, over HTTP first and then WebSocket.',
    lateness: 'a trip, once connected',
  },
};

/** The five transports on one time axis, each with the same four events of the server. */
export function TransportPanel({ lessons }: { lessons: readonly Lesson[] }): JSX.Element {
  return (
    <figure className={styles.panel}>
      <ul className={styles.rows}>
        {TRANSPORT_IDS.map((id) => (
          <Row key={id} id={id} lesson={lessons.find(({ transport }) => transport === id)} />
        ))}
      </ul>
      <figcaption className={styles.caption}>
        <p>
          A schematic, drawn from each transport’s rules and not measured. Upper line: the page. Lower line: the server,
          with the same four events (diamonds) for all. A dot is an event that has arrived, a bar a request that is
          held, a dashed line a change of protocol.
        </p>
        <a href="/compare">See it measured</a>
      </figcaption>
    </figure>
  );
}

function Row({ id, lesson }: { id: TransportId; lesson: Lesson | undefined }): JSX.Element {
  const { name } = TRANSPORT_LABELS[id];
  const { idea, lateness } = LINES[id];
  return (
    <li className={styles.row} data-transport={id}>
      <div className={styles.about}>
        <h3>
          <TransportMark id={id} size={20} />
          {lesson === undefined ? name : <a href={`/lessons/${lesson.slug}`}>{name}</a>}
        </h3>
        <p>{idea}</p>
        <p className={styles.late}>Late by {lateness}.</p>
      </div>
      <TimingDiagram transport={id} />
    </li>
  );
}
