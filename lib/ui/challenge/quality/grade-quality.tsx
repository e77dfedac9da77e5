'use client';

import { type JSX, useState } from 'react';
import { type GradeMatrix } from '../../../grader/grade-matrix.ts';
import { count } from '../format.ts';
import { differingMutants } from './compare-matrices.ts';
import styles from './grade-quality.module.css';
import { MatrixTable } from './matrix-table.tsx';
import { MutantList } from './mutant-list.tsx';
import { type Measured, useMeasured } from './use-measured.ts';

/** Which rules of a grade reject which wrong answer: as it was measured for the project, and as it is measured here. */
export function GradeQuality({
  slug,
  grade,
  start,
  committed,
}: {
  slug: string;
  grade: string;
  start: string;
  /** The table that was measured in Node and came with the project; `null` where there is none. */
  committed: GradeMatrix | null;
}): JSX.Element {
  const { measured, measure, stop } = useMeasured({ slug, grade, start });
  const [read, setRead] = useState<string>();
  const matrix = measured.state === 'done' ? measured.matrix : committed;
  const isRunning = measured.state === 'running';
  return (
    <section aria-labelledby="quality" className={styles.quality}>
      <h2 id="quality">How good is this grade?</h2>
      <p>
        A grade is worth what it rejects. With the challenge come wrong answers, each with one mistake that people make.
        The table says how many tests of each rule turn it away; framed is the rule that it is there for.
      </p>
      <p className={styles.bar}>
        <button type="button" className={styles.button} onClick={isRunning ? stop : measure}>
          {isRunning ? 'Stop' : 'Measure it here, now'}
        </button>
        <span role="status">{sayMeasured(measured, committed)}</span>
      </p>
      {matrix === null ? null : (
        <>
          <MatrixTable matrix={matrix} onRead={setRead} />
          <MutantList slug={slug} matrix={matrix} read={read} onRead={setRead} />
        </>
      )}
    </section>
  );
}

function sayMeasured(measured: Measured, committed: GradeMatrix | null): string {
  if (measured.state === 'failed') return `It could not be measured: ${measured.reason}`;
  if (measured.state === 'running') {
    return measured.total === 0 ? 'Beginning …' : `${measured.done} of ${measured.total} answers graded`;
  }
  if (measured.state === 'idle')
    return committed === null ? 'Nothing is measured yet.' : 'As measured in Node, for this version of the lab.';
  const { matrix, tookMs } = measured;
  const missed = matrix.mutants.filter(({ failed }) => failed.length === 0).length;
  const rejected =
    missed === 0 ? `All ${matrix.mutants.length} were rejected` : `${count(missed, 'wrong answer')} passed`;
  const here = `${rejected}, measured in this browser in ${(tookMs / 1000).toFixed(1)} s.`;
  if (committed === null) return here;
  const other = differingMutants(committed, matrix);
  return other.length === 0 ? `${here} Node says the same.` : `${here} Node says otherwise of ${other.join(', ')}.`;
}
