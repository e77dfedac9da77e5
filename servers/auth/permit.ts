import { ProtocolError } from '../../lib/protocol/index.ts';

/** A topic that is somebody's own: `user:ada`, `user:ada:orders`. */
const OWN = /^user:([^:]+)(?::|$)/;

// #region permit
/**
 * Whether a user may read and write a topic, asked for every subscribe and publish: a user's own topics are for
 * nobody else, all others are for everybody.
 *
 * @throws {ProtocolError} `rejected`
 */
export function permit(user: string, topic: string): void {
  const owner = OWN.exec(topic)?.[1];
  if (owner === undefined || owner === user) return;
  throw new ProtocolError('rejected', `The user ${user} may neither read nor write this topic`, { topic });
}
// #endregion permit
