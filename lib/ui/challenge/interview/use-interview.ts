import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import {
  type Attempt,
  MAX_NOTES_LENGTH,
  putAttempt,
  recordRun,
  recordTime,
  type ReviewMark,
  startAttempt,
} from '../../../progress/index.ts';
import { answerKey, createAnswerStore } from '../answer-store.ts';
import { newId } from '../../lab/new-id.ts';
import { browserStorage, type StorageTrouble } from '../storage.ts';
import { progressStore, useProgress } from '../use-progress.ts';
import {
  beginInterview,
  clockOf,
  endInterview,
  type Interview,
  interviewKey,
  pauseInterview,
  resumeInterview,
} from './interview-state.ts';
import { createInterviewStore, type InterviewView } from './interview-store.ts';

/** An interview and what may be done in it. */
export interface InterviewHandle {
  /** `undefined` while the page is as the server sent it, `null` where none is under way. */
  interview: Interview | null | undefined;
  attempt: Attempt | undefined;
  trouble: StorageTrouble | null;
  begin: () => void;
  pause: () => void;
  resume: () => void;
  end: () => void;
  ran: (verdict: { passed: number; failed: number }) => void;
  note: (text: string) => void;
  judge: (point: string, mark: ReviewMark) => void;
  /** Leaves the review: what was said in it stands in the record. */
  close: () => void;
}

const AS_SENT: InterviewView = { interview: null, trouble: null };

/** Runs the interview on a challenge, and records it as an attempt. */
export function useInterview({ slug, start }: { slug: string; start: string }): InterviewHandle {
  const [store] = useState(() => (typeof window === 'undefined' ? undefined : createInterviewStore(slug)));
  const view = useSyncExternalStore(
    (listener) => store?.subscribe(listener) ?? noop,
    () => store?.view() ?? AS_SENT,
    () => AS_SENT,
  );
  const { interview, trouble } = view;
  const progress = useProgress()?.progress;
  const attempt = useMemo(
    () => progress?.attempts.find(({ id }) => id === interview?.attemptId),
    [progress, interview?.attemptId],
  );

  /** Changes the attempt of the interview, which is put together anew where somebody has cleared the progress. */
  const record = useCallback(
    (change: (attempt: Attempt) => Attempt) => {
      const current = store?.view().interview;
      if (!current) return;
      const now = Date.now();
      progressStore().update((before) => {
        const known =
          before.attempts.find(({ id }) => id === current.attemptId) ??
          startAttempt({ slug, door: 'browser', mode: 'interview' }, { id: current.attemptId, now });
        return putAttempt(before, change(recordTime(known, clockOf(current, now), now)));
      });
    },
    [store, slug],
  );

  const change = useCallback(
    (next: (interview: Interview, now: number) => Interview) => {
      const current = store?.view().interview;
      if (current) store?.set(next(current, Date.now()));
    },
    [store],
  );

  useEffect(() => {
    if (store === undefined) return undefined;
    const onStorage = ({ key }: StorageEvent): void => {
      if (key === interviewKey(slug) || key === null) store.receive();
    };
    const onHide = (): void => {
      if (store.view().interview?.phase === 'running') record((it) => it);
    };
    window.addEventListener('storage', onStorage);
    window.addEventListener('pagehide', onHide);
    return () => {
      window.removeEventListener('storage', onStorage);
      window.removeEventListener('pagehide', onHide);
    };
  }, [store, slug, record]);

  return {
    interview: view === AS_SENT ? undefined : interview,
    attempt,
    trouble,
    begin: () => {
      // An interview begins with the start; the answer of an earlier one is kept.
      createAnswerStore({
        key: answerKey(slug, 'interview'),
        start,
        storage: browserStorage,
        writer: newId(),
      }).startAgain();
      store?.set(beginInterview(newId(), Date.now()));
      record((it) => it);
    },
    pause: () => {
      change(pauseInterview);
      record((it) => it);
    },
    resume: () => change(resumeInterview),
    end: () => {
      change(endInterview);
      record((it) => ({ ...it, endedAt: it.endedAt ?? Date.now() }));
    },
    ran: (verdict) => record((it) => recordRun(it, verdict)),
    note: (text) => record((it) => ({ ...it, notes: text.slice(0, MAX_NOTES_LENGTH) })),
    judge: (point, mark) =>
      record((it) => ({
        ...it,
        review: [...it.review.filter((other) => other.point !== point), { point, mark }],
      })),
    close: () => store?.set(null),
  };
}

function noop(): void {
  // Nothing is watched while the page is built.
}
