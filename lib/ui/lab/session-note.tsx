import type { JSX } from 'react';
import type { SessionState } from './session.ts';

/**
 * Says what there is to say about a session: that there is none and what is missing without it, or that another one took
 * the place of one that was gone. Nothing where all is as it should be.
 */
export function SessionNote({
  session,
  onRetry,
  className,
}: {
  session: SessionState;
  onRetry: () => void;
  /** Of the button. */
  className?: string | undefined;
}): JSX.Element | null {
  if (session.name === 'open' && session.count > 1) {
    return (
      <p data-session="replaced">
        The session was gone, and another one was opened: the lab was restarted, or nothing read from it for two
        minutes. Bytes and connections are added up over {session.count} sessions; toxics are off.
      </p>
    );
  }
  if (session.name !== 'full' && (session.name !== 'failed' || session.retryAt !== undefined)) return null;
  return (
    <p data-session="refused" data-tone="bad">
      {session.name === 'full' ? 'The lab has no room for another session' : 'The lab opened no session'} (
      {session.reason}). The lanes run over the common servers: what they show is real, but bytes cannot be counted
      there, nor faults set.{' '}
      <button type="button" className={className} onClick={onRetry}>
        Ask for a session again
      </button>
    </p>
  );
}
