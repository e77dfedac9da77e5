import type { JSX } from 'react';
import type { GradeMatrix } from '../../../grader/grade-matrix.ts';
import { CodeView } from '../editor/code-view.tsx';
import { count } from '../format.ts';
import type { MutantsFile } from '../texts.ts';
import { useFetched } from '../use-fetched.ts';
import styles from './grade-quality.module.css';

/** What is wrong with each of the wrong answers, and on request the answer itself. */
export function MutantList({
  slug,
  matrix,
  read,
  onRead,
}: {
  slug: string;
  matrix: GradeMatrix;
  /** The one whose code is shown. */
  read: string | undefined;
  onRead: (name: string | undefined) => void;
}): JSX.Element {
  const file = useFetched<MutantsFile>(`/challenges/${slug}/mutants.json`, read !== undefined);
  const code = file.state === 'ready' ? file.value.mutants.find(({ name }) => name === read)?.code : undefined;
  return (
    <ol className={styles.mutants}>
      {matrix.mutants.map(({ name, mistake, failed }, index) => (
        <li key={name} id={`mutant-${name}`}>
          <span className={styles.index}>{index + 1}</span>
          <p className={styles.mistake}>{mistake}</p>
          <p className={styles.rejected}>
            {failed.length === 0 ? 'passes' : `rejected by ${count(failed.length, 'test')}`}
          </p>
          <button
            type="button"
            className={styles.button}
            aria-expanded={read === name}
            aria-label={`${read === name ? 'Hide' : 'Read it'}: wrong answer ${index + 1}`}
            onClick={() => onRead(read === name ? undefined : name)}
          >
            {read === name ? 'Hide' : 'Read it'}
          </button>
          {read === name ? (
            <div className={styles.code}>
              {file.state === 'failed' ? (
                <p>The wrong answers could not be fetched. Is the lab still running?</p>
              ) : code === undefined ? (
                <p>It is being fetched.</p>
              ) : (
                <CodeView code={code} label={`Wrong answer ${index + 1}`} grows />
              )}
            </div>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
