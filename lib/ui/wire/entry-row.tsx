import { type CSSProperties, type JSX, memo } from 'react';
import { TRANSPORT_LABELS, TransportMark } from '../transport-mark/index.ts';
import { formatBytes, formatTime } from './format-bytes.ts';
import { layerOfRow } from './layer-names.ts';
import styles from './entry-list.module.css';
import { bytesOfRow, isEntryRow, type Row } from './row.ts';

const ARROWS = { up: '↑', down: '↓' } as const;

/** One row of the list. Its place is given in pixels, so that rows that stay are not drawn again when others come. */
export const EntryRowLine = memo(function EntryRowLine({
  row,
  index,
  top,
  chosen,
  isTabStop,
}: {
  row: Row;
  index: number;
  top: number;
  chosen: boolean;
  isTabStop: boolean;
}): JSX.Element {
  const entry = isEntryRow(row) ? row.entry : undefined;
  return (
    <div
      role="row"
      id={rowElementId(row.id)}
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      tabIndex={isTabStop ? 0 : -1}
      data-row={row.id}
      data-kind={row.kind}
      data-transport={row.transport}
      data-unfinished={entry && !entry.complete ? '' : undefined}
      data-problem={entry?.problem === undefined ? undefined : ''}
    >
      <span role="gridcell" className={styles.time}>
        {formatTime(row.at)}
      </span>
      <span role="gridcell" className={styles.connection}>
        <TransportMark id={row.transport} size={14} label={TRANSPORT_LABELS[row.transport].name} />
        {row.connection}
      </span>
      <span role="gridcell" className={styles.direction}>
        {isEntryRow(row) && (
          <>
            <span aria-hidden="true">{ARROWS[row.direction]}</span>
            <span className={styles.unseen}>{row.direction}</span>
          </>
        )}
      </span>
      <span role="gridcell" className={styles.layer}>
        {layerOfRow(row)}
      </span>
      <span role="gridcell" className={styles.title} title={row.title}>
        {entry?.problem === undefined ? null : <span className={styles.warning}>! </span>}
        {row.title}
        {entry && !entry.complete ? <i className={styles.note}> incomplete</i> : null}
      </span>
      <span role="gridcell" className={styles.bytes}>
        {entry && <Bytes row={row} />}
      </span>
    </div>
  );
});

/** The id of a row's element. */
export const rowElementId = (id: number): string => `wire-row-${id}`;

/** The bytes as a number, and as a bar of two parts whose length grows with the order of magnitude. */
function Bytes({ row }: { row: Row }): JSX.Element {
  const total = bytesOfRow(row);
  const payload = isEntryRow(row) ? row.payloadBytes : 0;
  const share = total === 0 ? 0 : payload / total;
  const width = Math.min(1, Math.log10(total + 1) / 5);
  return (
    <>
      <span className={styles.count}>{formatBytes(total)}</span>
      <span className={styles.unseen}>
        , {formatBytes(payload)} payload, {formatBytes(total - payload)} overhead
      </span>
      <span className={styles.bar} aria-hidden="true" style={{ '--width': width, '--share': share } as CSSProperties} />
    </>
  );
}
