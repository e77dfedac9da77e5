import type { JSX } from 'react';
import { type GradeMatrix, ruleOf, rulesOf } from '../../../grader/grade-matrix.ts';
import styles from './grade-quality.module.css';

/** A row a rule, a column a wrong answer, in a cell how many of the rule's tests rejected it. */
export function MatrixTable({ matrix, onRead }: { matrix: GradeMatrix; onRead: (name: string) => void }): JSX.Element {
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Rules and wrong answers">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Rule</th>
            {matrix.mutants.map(({ name, mistake }, index) => (
              <th key={name} scope="col" title={mistake}>
                <a href={`#mutant-${name}`} onClick={() => onRead(name)}>
                  <span className={styles.unseen}>Wrong answer </span>
                  {index + 1}
                </a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rulesOf(matrix).map((rule) => (
            <tr key={rule}>
              <th scope="row">{rule}</th>
              {matrix.mutants.map(({ name, failed, caughtBy }) => {
                const number = failed.filter((test) => ruleOf(test) === rule).length;
                const isMeant = ruleOf(caughtBy) === rule;
                return (
                  <td key={name} data-caught={number > 0} data-meant={isMeant}>
                    {number === 0 ? <span className={styles.unseen}>0</span> : number}
                    {isMeant ? <span className={styles.unseen}>, it is there for this rule</span> : null}
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
