/** What an escaped piece of a path means: `a%3Ab` is `a:b`. What is no escape stands for itself, and names nothing. */
export function unescapePath(piece: string): string {
  try {
    return decodeURIComponent(piece);
  } catch {
    return piece;
  }
}
