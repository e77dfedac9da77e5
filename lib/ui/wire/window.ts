import { type Row } from './row.ts';

/** The rows of a long list that are in view. */
export interface RowWindow {
  /** The first row to draw. */
  first: number;
  /** The one after the last. */
  end: number;
}

/** How many rows are drawn beyond either edge, so that a step of the wheel shows no blank. */
const BEYOND = 6;

/** Which rows of equal height are seen. */
export function rowWindow(
  list: { count: number; rowPx: number },
  { top, height }: { top: number; height: number },
): RowWindow {
  const first = Math.floor(top / list.rowPx) - BEYOND;
  const end = Math.ceil((top + height) / list.rowPx) + BEYOND;
  return { first: Math.max(0, Math.min(first, list.count)), end: Math.max(0, Math.min(end, list.count)) };
}

/** The place of the row with this id, or of the next one that is there; ids ascend. */
export function placeOfId(rows: readonly Row[], id: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.id ?? 0) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where a list has to be scrolled to for a row to be in view; `undefined` where it is. */
export function topFor(
  index: number,
  { rowPx, top, height }: { rowPx: number; top: number; height: number },
): number | undefined {
  const rowTop = index * rowPx;
  if (rowTop < top) return rowTop;
  if (rowTop + rowPx > top + height) return rowTop + rowPx - height;
  return undefined;
}

/** The row that a key leads to from the one at `index`; `undefined` for a key that leads nowhere. */
export function stepTo(
  key: string,
  index: number,
  { count, page }: { count: number; page: number },
): number | undefined {
  const to = (wanted: number): number => Math.max(0, Math.min(wanted, count - 1));
  switch (key) {
    case 'ArrowUp':
      return to(index - 1);
    case 'ArrowDown':
      return to(index + 1);
    case 'PageUp':
      return to(index - page);
    case 'PageDown':
      return to(index + page);
    case 'Home':
      return to(0);
    case 'End':
      return to(count - 1);
    default:
      return undefined;
  }
}
