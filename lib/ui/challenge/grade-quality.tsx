'use client';

import type { JSX } from 'react';
import { type GradeMatrix, ruleOf, rulesOf } from '../../grader/grade-matrix.ts';
import styles from './grade-quality.module.css';

/** Which rules of a grade reject which wrong answer. */
export function GradeQuality({
  committed,
}: {
  slug: string;
  grade: string;
  start: string;
  /** The table that was measured in Node and came with the project; `null` where there is none yet. */
  committed: GradeMatrix | null;
}): JSX.Element {
  return (
    <section aria-labelledby="quality">
      <h2 id="quality">How good is this grade?</h2>
      <p>
        A grade is worth what it rejects. These wrong answers come with the challenge, each with one mistake that people
        make; the table says which rules turned it away.
      </p>
      {committed === null ? null : <MatrixTable matrix={committed} />}
    </section>
  );
}

/** The table: a row a rule, a column a wrong answer, in a cell how many of the rule's tests rejected it. */
export function MatrixTable({ matrix }: { matrix: GradeMatrix }): JSX.Element {
  const rules = rulesOf(matrix);
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-labelledby="quality">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Rule</th>
            {matrix.mutants.map(({ name, mistake }, index) => (
              <th key={name} scope="col" title={mistake}>
                <a href={`#mutant-${name}`}>{index + 1}</a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={rule}>
              <th scope="row">{rule}</th>
              {matrix.mutants.map(({ name, failed, caughtBy }) => {
                const number = failed.filter((test) => ruleOf(test) === rule).length;
                return (
                  <td key={name} data-caught={number > 0} data-meant={ruleOf(caughtBy) === rule}>
                    {number === 0 ? '' : number}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
