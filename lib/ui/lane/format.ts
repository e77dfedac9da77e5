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

/** A share in percent, without the sign, to one decimal. */
export const formatPercent = (value: number): string => value.toFixed(1);

/** Bytes to three digits or so, with their unit in powers of 1,000: `812 B`, `12.3 kB`, `1.23 MB`. */
export function formatBytes(bytes: number): string {
  const power = bytes < 999.5 ? 0 : bytes < 999_500 ? 1 : bytes < 999_500_000 ? 2 : 3;
  const value = bytes / 1_000 ** power;
  const digits = power === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${value.toFixed(digits)} ${['B', 'kB', 'MB', 'GB'][power]}`;
}

/** A duration that is read at a glance: `0:07`, `12:40`, `1:02:03`. */
export function formatElapsed(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [hours = 0, minutes = 0, rest = 0] = parts;
  const tail = String(rest).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}
