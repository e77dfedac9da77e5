/**
 * A topic of a page's own: nobody else reads it unless they are given its name.
 *
 * @param prefix - what it is for; also the beginning of its name
 * @param random - in [0, 1)
 */
export function ownTopic(prefix: string, random: () => number): string {
  const letters = Array.from({ length: 6 }, () => Math.floor(random() * 36).toString(36));
  return `${prefix}-${letters.join('')}`;
}
