const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';
const RANDOM_CHARS = 16;

/**
 * Makes the ids of one client's publishes: 16 random characters (82 bits) that are the client's own, and a count. A repeat
 * sends the id of the first try, so a server can tell it from another message with the same content.
 *
 * @param random in [0, 1)
 */
export function createPublishIds(random: () => number): () => string {
  const prefix = Array.from({ length: RANDOM_CHARS }, () => ALPHABET[Math.floor(random() * ALPHABET.length)]).join('');
  let count = 0;
  return () => `${prefix}-${++count}`;
}
