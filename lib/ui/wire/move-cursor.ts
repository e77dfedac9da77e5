/** Where a key leads to from a byte; `undefined` for a key that leads nowhere. */
export function moveCursor(
  { key, ctrlKey, altKey, metaKey }: { key: string; ctrlKey: boolean; altKey: boolean; metaKey: boolean },
  from: number,
  { length, perRow, page }: { length: number; perRow: number; page: number },
): number | undefined {
  if (altKey || metaKey || length === 0) return undefined;
  const last = length - 1;
  const to = (wanted: number): number => Math.max(0, Math.min(wanted, last));
  /** A step over rows stays in its column, so it is not made where there is no such row. */
  const rows = (count: number): number => {
    const wanted = from + count * perRow;
    if (wanted < 0) return from % perRow;
    if (wanted <= last) return wanted;
    return Math.floor(wanted / perRow) === Math.floor(last / perRow) ? last : from;
  };
  const rowStart = from - (from % perRow);
  switch (key) {
    case 'ArrowLeft':
      return to(from - 1);
    case 'ArrowRight':
      return to(from + 1);
    case 'ArrowUp':
      return rows(-1);
    case 'ArrowDown':
      return rows(1);
    case 'PageUp':
      return to(Math.max(from % perRow, from - page * perRow));
    case 'PageDown':
      return to(from + page * perRow);
    case 'Home':
      return ctrlKey ? 0 : rowStart;
    case 'End':
      return ctrlKey ? last : to(rowStart + perRow - 1);
    default:
      return undefined;
  }
}
