'use client';

import { type JSX, type ReactNode, useEffect, useState } from 'react';
import { decodeBase64 } from '../../protocol/index.ts';
import type { CaptureStore } from '../wire/capture-store.ts';
import type { Row } from '../wire/row.ts';
import { createPageStore } from '../wire/use-capture.ts';
import { WireView } from '../wire/wire-view.tsx';
import styles from './recorded.module.css';
import { readRecording, type Recording, type RecordedTable } from './recording.ts';

type Loaded =
  | { name: 'loading' }
  | { name: 'failed'; reason: string }
  | { name: 'loaded'; recording: Recording; store: CaptureStore };

/** What a figure did when it was recorded, in its place while the lab is not running. Nothing in it is live. */
export function Recorded({ figure, title }: { figure: string; title: string }): JSX.Element {
  const loaded = useRecording(figure);
  return (
    <section className={styles.recorded} aria-label={`Recorded, not live: ${title}`} data-recorded={figure}>
      <p className={styles.head}>
        <span className={styles.word}>Recorded</span>
        <span>{headOf(loaded)}</span>
      </p>
      {loaded.name === 'loaded' && <Shown title={title} recording={loaded.recording} store={loaded.store} />}
    </section>
  );
}

function headOf(loaded: Loaded): ReactNode {
  switch (loaded.name) {
    case 'loading':
      return 'Looking for what was recorded …';
    case 'failed':
      return `There is no recording to show: ${loaded.reason}.`;
    case 'loaded': {
      const { recordedAt, machine } = loaded.recording;
      const date = new Date(recordedAt).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' });
      return (
        <>
          This is not live. It was recorded on <time dateTime={recordedAt}>{date}</time> ({machine}).
        </>
      );
    }
  }
}

function Shown({ title, recording, store }: { title: string; recording: Recording; store: CaptureStore }): JSX.Element {
  const { steps, said, readings, tables, leftOut } = recording;
  const [chosen, setChosen] = useState<Row>();
  return (
    <>
      <dl className={styles.facts}>
        <div>
          <dt>What was done</dt>
          <dd>{steps.join(' → ')}</dd>
        </div>
        {said !== '' && (
          <div>
            <dt>What the figure said</dt>
            <dd>{said}</dd>
          </div>
        )}
      </dl>
      {readings.length > 0 && (
        <dl className={styles.readings}>
          {inPlaces(readings).map(({ place, value: [name, reading] }) => (
            <div key={place}>
              <dt>{name}</dt>
              <dd>{reading}</dd>
            </div>
          ))}
        </dl>
      )}
      {inPlaces(tables).map(({ place, value }) => (
        <Table key={place} name={`${title}, table ${place + 1} as recorded`} table={value} />
      ))}
      {recording.records.length > 0 && (
        <>
          <p className={styles.label}>
            What went over the wire{leftOut > 0 ? `; ${leftOut} later records were left out` : ''}
          </p>
          <div className={styles.wire}>
            <WireView store={store} chosen={chosen} onChoose={setChosen} empty={<p>Reading what was recorded …</p>} />
          </div>
        </>
      )}
    </>
  );
}

function Table({ name, table: { head, rows } }: { name: string; table: RecordedTable }): JSX.Element {
  return (
    <div className={styles.scroll} role="region" aria-label={name} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {inPlaces(head).map(({ place, value }) => (
              <th key={place} scope="col">
                {value}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {inPlaces(rows).map((row) => (
            <tr key={row.place}>
              {inPlaces(row.value).map(({ place, value }) => (
                // A row of one cell is a heading of those below it.
                <td key={place} colSpan={row.value.length === 1 ? head.length || 1 : 1}>
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What never changes its order has its place as a name. */
function inPlaces<T>(list: readonly T[]): { place: number; value: T }[] {
  return list.map((value, place) => ({ place, value }));
}

/** Fetches the recording from the pages' own server, and decodes what it holds with the decoders of the lab. */
function useRecording(figure: string): Loaded {
  const [loaded, setLoaded] = useState<Loaded>({ name: 'loading' });
  useEffect(() => {
    const leaving = new AbortController();
    let store: CaptureStore | undefined;
    const load = async (): Promise<void> => {
      const answer = await fetch(`/recordings/${figure}`, { signal: leaving.signal });
      if (!answer.ok) throw new Error(`the pages answered ${answer.status}`);
      const recording = readRecording(await answer.json());
      const next = createPageStore();
      store = next;
      for (const record of recording.records) {
        next.push(
          'state' in record
            ? { kind: 'connection', ...record }
            : { ...record, kind: 'bytes', bytes: decodeBase64(record.bytes) },
        );
      }
      setLoaded({ name: 'loaded', recording, store: next });
    };
    load().catch((error: unknown) => {
      if (!leaving.signal.aborted)
        setLoaded({ name: 'failed', reason: error instanceof Error ? error.message : String(error) });
    });
    return () => {
      leaving.abort();
      store?.close();
    };
  }, [figure]);
  return loaded;
}
