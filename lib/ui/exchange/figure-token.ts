/**
 * A query of a figure's own, for the addresses that it connects to: the capture of the page's session then tells its
 * connections from those of other figures. The lab's servers take no notice of it.
 *
 * @param random in [0, 1)
 */
export function figureToken(random: () => number): string {
  return `figure=${Array.from({ length: 8 }, () => Math.floor(random() * 36).toString(36)).join('')}`;
}
