import type { SessionInfo } from '../../protocol/index.ts';
import { Cancelled, cancelled } from '../faults/scenarios/wait.ts';
import type { SessionHandle } from './session.ts';
import type { FigureSession } from './use-standing.ts';

/** What a run in a session works with. */
export interface SessionStage {
  readonly session: SessionHandle;
  /** The session as it was when the run began: another one has other addresses. */
  readonly lab: SessionInfo;
  /** Aborted when the run is cancelled, or its session has ended. */
  readonly signal: AbortSignal;
}

/**
 * Does `work` as soon as there is a session, for as long as that lasts.
 *
 * @param lost what is said where the session ends in the middle: its edges, and what was set at them, go with it
 * @throws {Cancelled} (as a rejection) when `abort` is aborted by somebody else
 */
export async function inSession<Result>(
  ready: FigureSession['ready'],
  { abort, lost }: { abort: AbortController; lost: string },
  work: (stage: SessionStage) => Promise<Result>,
): Promise<Result> {
  const { signal } = abort;
  const session = await Promise.race([ready(), cancelled(signal)]);
  const standing = session.state();
  if (signal.aborted || standing.name !== 'open') throw new Cancelled('The run was cancelled');
  const lab = standing.session;
  let isLost = false;
  const unwatch = session.subscribe(() => {
    const now = session.state();
    if (now.name === 'open' && now.session.id === lab.id) return;
    isLost = true;
    abort.abort(new Cancelled(lost));
  });
  try {
    const result = await work({ session, lab, signal });
    if (!isLost) return result;
  } catch (error) {
    // What goes wrong after that goes wrong because of that.
    if (!isLost) throw error;
  } finally {
    unwatch();
  }
  throw new Error(lost);
}
