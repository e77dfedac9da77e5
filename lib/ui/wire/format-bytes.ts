const WHOLE = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** A number of bytes as it was counted: `12,345`. */
export const formatBytes = (bytes: number): string => WHOLE.format(bytes);

/** `1 byte`, `2,048 bytes`. */
export const countBytes = (bytes: number): string => `${formatBytes(bytes)} ${bytes === 1 ? 'byte' : 'bytes'}`;

/** A part of a whole in percent, to one digit below ten: `3.4 %`. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return '– %';
  const percent = (part / whole) * 100;
  return `${percent < 10 && percent > 0 ? percent.toFixed(1) : percent.toFixed(0)} %`;
}

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** A moment in the time of the reader, to the millisecond: `14:03:52.071`. */
export function formatTime(at: number): string {
  return `${CLOCK.format(at)}.${String(Math.floor(at) % 1_000).padStart(3, '0')}`;
}
