'use client';

import { type JSX, type Ref, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { TransportName } from '../transport-mark/index.ts';
import { byteViews } from './byte-view.ts';
import styles from './entry-detail.module.css';
import { FieldCard } from './field-card.tsx';
import { countBytes, formatBytes, formatTime } from './format-bytes.ts';
import { Hex } from './hex.tsx';
import { Layers } from './layers.tsx';
import { bytesOfRow, type EntryRow, isEntryRow, type Row } from './row.ts';
import { useEscape } from './use-escape.ts';
import { useLit } from './use-lit.ts';

/** What can be done to the details from outside. */
export interface EntryDetailControl {
  /** Takes the focus to the bytes. */
  focus: () => void;
}

/** A row opened: its layers with their fields, and its bytes. */
export function EntryDetail({
  row,
  onLeave,
  ref,
}: {
  row: Row;
  /** Goes back to the list. */
  onLeave: () => void;
  ref?: Ref<EntryDetailControl>;
}): JSX.Element {
  const panel = useRef<HTMLElement>(null);
  useEscape(panel, onLeave);
  useImperativeHandle(ref, () => ({
    focus() {
      const bytes = panel.current?.querySelector<HTMLElement>('[role="grid"]');
      (bytes ?? panel.current)?.focus();
    },
  }));
  return (
    <section ref={panel} className={styles.detail} data-transport={row.transport} aria-label="Details" tabIndex={-1}>
      <Head row={row} />
      {isEntryRow(row) && row.entry.bytes.length > 0 ? (
        <Opened row={row} />
      ) : (
        <p className={styles.nothing}>{whyNothing(row)}</p>
      )}
    </section>
  );
}

function Head({ row }: { row: Row }): JSX.Element {
  const entry = isEntryRow(row) ? row.entry : undefined;
  const tookMs = entry ? entry.endedAt - entry.beganAt : 0;
  return (
    <header className={styles.head}>
      <h2 className={styles.title}>{row.title}</h2>
      <p className={styles.facts}>
        <TransportName id={row.transport} />
        <span>connection {row.connection}</span>
        {isEntryRow(row) && <span>{row.direction === 'up' ? 'to the server' : 'to the client'}</span>}
        <span>
          {formatTime(row.at)}
          {tookMs > 0 && `, over ${tookMs.toFixed(1)} ms`}
        </span>
        {entry && <span>{bytesText(row as EntryRow)}</span>}
      </p>
      {entry && !entry.complete && <p className={styles.problem}>Incomplete: the rest has not come.</p>}
      {entry?.problem !== undefined && <p className={styles.problem}>{entry.problem}</p>}
    </header>
  );
}

function Opened({ row }: { row: EntryRow }): JSX.Element {
  const { entry } = row;
  const views = useMemo(() => byteViews(entry), [entry]);
  const [chosen, setChosen] = useState('wire');
  const [raw, setRaw] = useState(false);
  const view = views.find(({ id }) => id === chosen) ?? views[0];
  if (!view) throw new Error('Expected an entry to have bytes on the wire');
  const lit = useLit(view);
  return (
    <div className={styles.parts}>
      <div className={styles.layers} tabIndex={0} role="group" aria-label="Layers and fields">
        <Layers entry={entry} view={view} lit={lit} />
      </div>
      <div className={styles.bytes}>
        <div className={styles.bar}>
          <span className={styles.key}>
            <b data-role="payload">payload</b> <span data-role="overhead">overhead</span>
          </span>
          {views.length > 1 &&
            views.map(({ id, label }) => (
              <button
                key={id}
                type="button"
                className={styles.choice}
                aria-pressed={id === view.id}
                onClick={() => setChosen(id)}
              >
                {label}
              </button>
            ))}
          {view.clear && (
            <button type="button" className={styles.choice} aria-pressed={!raw} onClick={() => setRaw(!raw)}>
              text unmasked
            </button>
          )}
        </div>
        <Hex key={view.id} view={view} raw={raw} lit={lit} />
        <FieldCard view={view} lit={lit} />
      </div>
    </div>
  );
}

function bytesText(row: EntryRow): string {
  const { start, end } = row.entry;
  const place = `${countBytes(bytesOfRow(row))} (${formatBytes(start)} to ${formatBytes(end - 1)} of the direction)`;
  if (row.kind === 'gap') return place;
  return `${place}: ${formatBytes(row.payloadBytes)} payload, ${formatBytes(row.overheadBytes)} overhead`;
}

function whyNothing(row: Row): string {
  if (row.kind === 'gap') return 'These bytes went over the connection, and the capture has dropped them to make room.';
  if (row.kind === 'opened') return 'A TCP connection was accepted. No byte of an application went over it yet.';
  if (isEntryRow(row)) return 'Nothing has been captured of it.';
  return 'The TCP connection is over.';
}
