import { useCallback, useEffect, useRef, useState } from 'react';
import type { Grader, GradeMatrix } from '../../../grader/index.ts';
import type { MutantsFile } from '../texts.ts';
import { needsDocument } from '../use-run.ts';

/** Where the measuring of a grade stands. */
export type Measured =
  | { state: 'idle' }
  | { state: 'running'; done: number; total: number }
  | { state: 'done'; matrix: GradeMatrix; tookMs: number }
  | { state: 'failed'; reason: string };

/** Measures a grade in this browser: grades the start and every wrong answer that comes with the challenge. */
export function useMeasured({ slug, grade, start }: { slug: string; grade: string; start: string }): {
  measured: Measured;
  measure: () => void;
  stop: () => void;
} {
  const [measured, setMeasured] = useState<Measured>({ state: 'idle' });
  const grader = useRef<Grader>(undefined);
  const turn = useRef(0);

  const end = useCallback(() => {
    turn.current += 1;
    grader.current?.close();
    grader.current = undefined;
  }, []);
  useEffect(() => end, [end]);

  const measure = useCallback(() => {
    end();
    const mine = turn.current;
    const show = (next: Measured): void => {
      if (turn.current === mine) setMeasured(next);
    };
    show({ state: 'running', done: 0, total: 0 });
    const run = async (): Promise<void> => {
      const [{ createGrader, measureMatrix }, answer] = await Promise.all([
        import('../../../grader/index.ts'),
        fetch(`/challenges/${slug}/mutants.json`),
      ]);
      if (!answer.ok) throw new Error(`The wrong answers could not be fetched (${answer.status})`);
      const { mutants } = (await answer.json()) as MutantsFile;
      if (turn.current !== mine) return;
      const own = createGrader({ environment: needsDocument(grade) ? 'frame' : 'worker' });
      grader.current = own;
      const begun = performance.now();
      const matrix = await measureMatrix(own, {
        slug,
        grade,
        start,
        mutants: mutants.map(({ code, ...mutant }) => ({ ...mutant, text: code })),
        onProgress: (done, total) => show({ state: 'running', done, total }),
      });
      show({ state: 'done', matrix, tookMs: performance.now() - begun });
    };
    run()
      .catch((error: unknown) =>
        show({ state: 'failed', reason: error instanceof Error ? error.message : String(error) }),
      )
      .finally(() => {
        if (turn.current === mine) end();
      });
  }, [slug, grade, start, end]);

  const stop = useCallback(() => {
    end();
    setMeasured({ state: 'idle' });
  }, [end]);

  return { measured, measure, stop };
}
