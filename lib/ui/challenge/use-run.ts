import { useCallback, useEffect, useRef, useState } from 'react';
import type { GradedTest, GradeEnvironment, Grader, Verdict } from '../../grader/index.ts';

/** Where a run of the grade stands. */
export type RunState =
  | { kind: 'idle' }
  | { kind: 'running'; done: readonly GradedTest[] }
  | { kind: 'stopped' }
  /** `answer` is the text that was graded: the editor may have gone on since. */
  | { kind: 'done'; verdict: Verdict; answer: string; tookMs: number }
  /** The grader itself could not run. */
  | { kind: 'unable'; reason: string };

/** A page's grader: one run at a time. */
export interface Run {
  state: RunState;
  run: (answer: string) => void;
  stop: () => void;
  /** Makes the grader ready, so that the first run does not wait for it. */
  warm: () => void;
}

/** Runs the grade of a challenge in this browser. What it needs is fetched with the first run, or ahead of it. */
export function useRun({
  slug,
  grade,
  onVerdict,
}: {
  slug: string;
  grade: string;
  onVerdict: (verdict: Verdict) => void;
}): Run {
  const [state, setState] = useState<RunState>({ kind: 'idle' });
  const grader = useRef<Promise<Grader>>(undefined);
  const turn = useRef(0);
  const heard = useRef(onVerdict);
  useEffect(() => {
    heard.current = onVerdict;
  });

  const environment = needsDocument(grade) ? 'frame' : 'worker';
  const open = useCallback(() => {
    if (grader.current !== undefined) return grader.current;
    const opened = openGrader(environment);
    opened.catch(() => {
      grader.current = undefined;
    });
    grader.current = opened;
    return opened;
  }, [environment]);

  const close = useCallback(() => {
    turn.current += 1;
    void grader.current?.then((it) => it.close()).catch(() => undefined);
    grader.current = undefined;
  }, []);

  useEffect(() => close, [close]);

  const run = useCallback(
    (answer: string) => {
      turn.current += 1;
      const mine = turn.current;
      const begun = performance.now();
      const done: GradedTest[] = [];
      setState({ kind: 'running', done: [] });
      const onTest = (test: GradedTest): void => {
        if (turn.current !== mine) return;
        done.push(test);
        setState({ kind: 'running', done: [...done] });
      };
      open()
        .then((it) => it.run({ slug, grade, answer, onTest }))
        .then((verdict) => {
          if (turn.current !== mine) return;
          setState({ kind: 'done', verdict, answer, tookMs: performance.now() - begun });
          heard.current(verdict);
        })
        .catch((error: unknown) => {
          if (turn.current !== mine) return;
          close();
          setState({ kind: 'unable', reason: error instanceof Error ? error.message : String(error) });
        });
    },
    [slug, grade, open, close],
  );

  const stop = useCallback(() => {
    close();
    setState({ kind: 'stopped' });
  }, [close]);

  const warm = useCallback(() => {
    void open()
      .then((it) => it.warm())
      .catch(() => undefined);
  }, [open]);

  return { state, run, stop, warm };
}

async function openGrader(environment: GradeEnvironment): Promise<Grader> {
  const { createGrader } = await import('../../grader/index.ts');
  return createGrader({ environment });
}

/** A grade of React's needs a document, which a worker has not. */
export function needsDocument(grade: string): boolean {
  return /\bfrom ['"]react-dom\b/.test(grade);
}
