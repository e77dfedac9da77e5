import type { AuthEnd } from '../../lib/protocol/index.ts';
import type { Exchange } from '../http/exchange.ts';

/**
 * Calls back once when the credentials of a request end while it is still being answered.
 *
 * @returns its undo; nothing is held where the server asks for no credentials
 */
export function holdIdentity({ context: { auth }, request }: Exchange, onEnd: (why: AuthEnd) => void): () => void {
  const identity = auth?.identityOf(request);
  return (identity && auth?.hold(identity, onEnd)) ?? (() => undefined);
}
