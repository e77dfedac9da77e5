/** A moment as part of a file's name, by the clock on the wall: `2025-11-21-104530-123`. */
export function timeStamp(now = new Date()): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-');
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join('');
  return `${date}-${time}-${String(now.getMilliseconds()).padStart(3, '0')}`;
}
