import { type RefObject, useEffect } from 'react';
import type { Standing } from './standing.ts';

/**
 * Calls back when another session has taken the place of the one that a run began in: its edges, and what was open over
 * them, went with it.
 *
 * @param run what runs, and the id of its session
 */
export function useReplacedSession(
  standing: Standing,
  run: RefObject<{ readonly session: string } | undefined>,
  onReplaced: () => void,
): void {
  const id = standing.name === 'ready' ? standing.session.id : undefined;
  useEffect(() => {
    if (id !== undefined && run.current !== undefined && run.current.session !== id) onReplaced();
  }, [id, run, onReplaced]);
}
