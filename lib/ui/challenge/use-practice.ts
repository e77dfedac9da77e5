import { useCallback, useEffect, useMemo } from 'react';
import { type Attempt, recordHints, recordRun, recordTime, standingOf, type Standing } from '../../progress/index.ts';
import { changePractice, currentAttempt } from './practice.ts';
import { progressStore, useProgress } from './use-progress.ts';
import { useWorkedTime } from './use-worked-time.ts';

/** The attempt that a page of a challenge is part of, and what it may record. */
export interface Practice {
  attempt: Attempt | undefined;
  standing: Standing | undefined;
  /** Something was typed. */
  touch: () => void;
  ran: (verdict: { passed: number; failed: number }) => void;
  showHints: (count: number) => void;
  showSolution: () => void;
  /** What follows is another attempt. */
  end: () => void;
}

/** Records what is done on the page of a challenge, as an attempt that begins with the first deed. */
export function usePractice(slug: string): Practice {
  const view = useProgress();
  const progress = view?.progress;
  const attempt = useMemo(
    () => (progress === undefined ? undefined : currentAttempt(progress, { slug, mode: 'practice' })),
    [progress, slug],
  );
  const standing = useMemo(() => (progress === undefined ? undefined : standingOf(progress, slug)), [progress, slug]);
  const takeWorked = useWorkedTime();

  const record = useCallback(
    (change: (attempt: Attempt) => Attempt) => {
      const worked = takeWorked();
      progressStore().update((before) =>
        changePractice(before, slug, (it) => change(recordTime(it, it.elapsedMs + worked))),
      );
    },
    [slug, takeWorked],
  );

  const hasBegun = attempt !== undefined;
  useEffect(() => {
    if (!hasBegun) return undefined;
    const onHide = (): void => record((it) => it);
    window.addEventListener('pagehide', onHide);
    return () => window.removeEventListener('pagehide', onHide);
  }, [hasBegun, record]);

  return {
    attempt,
    standing,
    touch: useCallback(() => {
      if (!hasBegun) record((it) => it);
    }, [hasBegun, record]),
    ran: useCallback((verdict) => record((it) => recordRun(it, verdict)), [record]),
    showHints: useCallback((count) => record((it) => recordHints(it, count)), [record]),
    showSolution: useCallback(
      () => record((it) => (it.solutionSeen ? it : { ...it, solutionSeen: true, updatedAt: Date.now() })),
      [record],
    ),
    end: useCallback(() => {
      if (hasBegun) record((it) => ({ ...it, endedAt: Date.now(), updatedAt: Date.now() }));
    }, [hasBegun, record]),
  };
}
