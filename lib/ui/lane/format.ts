/** What stands where there is no number. */
export const NONE = '–';

const WHOLE = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** A whole number with its thousands apart. */
export const formatCount = (value: number): string => WHOLE.format(value);

/** Milliseconds to three digits or so, without the unit: `0.42`, `12.3`, `1,024`. */
export function formatMs(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return NONE;
  const size = Math.abs(value);
  if (size < 10) return value.toFixed(2);
  return size < 100 ? value.toFixed(1) : WHOLE.format(value);
}

/** A duration that is read at a glance: `0:07`, `12:40`, `1:02:03`. */
export function formatElapsed(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [hours = 0, minutes = 0, rest = 0] = parts;
  const tail = String(rest).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}
