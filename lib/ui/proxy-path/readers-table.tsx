import type { JSX } from 'react';
import { NAMES } from './arrival-strips.tsx';
import { awayMs, countPieces, type Pieces } from './arrivals.ts';
import { EVENTS, type PathRecord, type ReaderRecord } from './path-run.ts';
import { PATH_TRANSPORTS } from './paths.ts';
import styles from './proxy-path.module.css';

interface Seen {
  readonly reader: ReaderRecord;
  readonly pieces: Pieces;
  readonly record: PathRecord;
}

const COLUMNS: readonly { id: string; name: string; of: (seen: Seen) => string }[] = [
  { id: 'received', name: 'came', of: ({ reader }) => `${reader.received} of ${EVENTS}` },
  { id: 'in-time', name: 'by the last event', of: ({ reader }) => String(reader.inTime ?? reader.received) },
  { id: 'pieces', name: 'in pieces', of: ({ pieces }) => String(pieces.count) },
  { id: 'largest', name: 'events in the largest', of: ({ pieces }) => String(pieces.largest) },
  { id: 'longest', name: 'longest time without', of: ({ pieces }) => seconds(pieces.longestMs) },
  { id: 'cut', name: 'connection lost', of: ({ reader }) => `${reader.absences.length}×` },
  {
    id: 'away',
    name: 'away',
    of: ({ reader, record }) => seconds(awayMs(reader.absences, record.elapsedMs)),
  },
  {
    id: 'lost',
    name: 'lost',
    of: ({ reader, record }) => (record.doing === 'done' ? String(EVENTS - reader.received) : '–'),
  },
  { id: 'told', name: 'the client was told', of: ({ reader }) => reader.absences.at(-1)?.reason ?? 'nothing' },
];

/** What the three readers have seen, in numbers. */
export function ReadersTable({ record }: { record: PathRecord | undefined }): JSX.Element {
  return (
    <div className={styles.wide} role="region" aria-label="The three readers" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Reader</th>
            {COLUMNS.map(({ id, name }) => (
              <th key={id} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {PATH_TRANSPORTS.map((id) => {
            const reader = record?.readers[id];
            const seen = record && reader && { reader, record, pieces: countPieces(reader.arrivals) };
            return (
              <tr key={id} data-reader={id}>
                <th scope="row">{NAMES[id]}</th>
                {COLUMNS.map((column) => (
                  <td key={column.id} data-value={column.id}>
                    {seen === undefined ? '–' : column.of(seen)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
