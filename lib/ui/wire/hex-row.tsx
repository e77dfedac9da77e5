import { type JSX, memo } from 'react';
import { type ByteCell, type ByteView, formatOffset, hexRow } from './byte-view.ts';
import styles from './hex.module.css';

/** One row of a hex dump: offset, bytes, text. */
export const HexRow = memo(function HexRow({
  id,
  view,
  row,
  perRow,
  raw,
  litFrom,
  litTo,
  cursor,
  top,
}: {
  /** What the ids of the cells begin with. */
  id: string;
  view: ByteView;
  row: number;
  perRow: number;
  raw: boolean;
  /** Which bytes are lit, within this row. */
  litFrom: number;
  litTo: number;
  /** -1 where it is in another row. */
  cursor: number;
  top: number;
}): JSX.Element {
  const cells = hexRow(view, row, { perRow, raw });
  const marks = (cell: ByteCell, index: number) => ({
    'data-byte': cell.index,
    'data-role': cell.layer === 'undecodable' ? 'undecodable' : cell.role,
    'data-lit': cell.index >= litFrom && cell.index < litTo ? '' : undefined,
    // A field that begins within the row is set off from the one before.
    'data-begins': index > 0 && cell.span !== cells[index - 1]?.span ? '' : undefined,
    'data-cursor': cell.index === cursor ? '' : undefined,
  });
  return (
    <div role="row" aria-rowindex={row + 1} className={styles.row} style={{ transform: `translateY(${top}px)` }}>
      <span role="rowheader" className={styles.offset}>
        {formatOffset(row * perRow, view.bytes.length)}
      </span>
      <span role="presentation" className={styles.hex} style={{ gridTemplateColumns: `repeat(${perRow}, 1fr)` }}>
        {cells.map((cell, index) => (
          <span
            key={cell.index}
            role="gridcell"
            id={`${id}-${cell.index}`}
            className={styles.byte}
            {...marks(cell, index)}
          >
            {cell.hex}
          </span>
        ))}
      </span>
      <span role="gridcell" className={styles.text}>
        {cells.map((cell, index) => (
          <span key={cell.index} className={styles.character} {...marks(cell, index)}>
            {cell.text}
          </span>
        ))}
      </span>
    </div>
  );
});
