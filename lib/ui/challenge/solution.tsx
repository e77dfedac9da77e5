'use client';

import { type JSX, useState } from 'react';
import { DiffDialog } from './diff-dialog.tsx';
import { CodeView } from './editor/code-view.tsx';
import styles from './panes.module.css';
import type { SolutionFile } from './texts.ts';
import { useFetched } from './use-fetched.ts';

/** The reference answer with its notes: after a pass, or when somebody says that they want it. */
export function Solution({
  slug,
  code,
  isSolved,
  isSeen,
  onShow,
}: {
  slug: string;
  /** The learner's own answer, to be compared. */
  code: string;
  isSolved: boolean;
  isSeen: boolean;
  onShow: () => void;
}): JSX.Element {
  const [isAsking, setAsking] = useState(false);
  const [isComparing, setComparing] = useState(false);
  const file = useFetched<SolutionFile>(`/challenges/${slug}/solution.json`, isSeen);
  if (!isSeen) {
    return (
      <div className={styles.pane}>
        {isSolved ? (
          <p className={styles.soft}>You have solved it. See how somebody else did, and what they would add.</p>
        ) : (
          <p className={styles.soft}>
            You have not solved it yet. Whoever reads the solution first cannot find it any more; a hint takes less
            away.
          </p>
        )}
        {isAsking ? (
          <div className={styles.ask} role="group" aria-label="Show the solution?">
            <p>Show the solution, although the answer does not pass yet? Your record will say so.</p>
            <p className={styles.row}>
              <button
                type="button"
                className={styles.primary}
                onClick={() => {
                  setAsking(false);
                  onShow();
                }}
              >
                Yes, show it
              </button>
              <button type="button" className={styles.button} onClick={() => setAsking(false)}>
                Not yet
              </button>
            </p>
          </div>
        ) : (
          <p>
            <button type="button" className={styles.button} onClick={isSolved ? onShow : () => setAsking(true)}>
              Show the solution{isSolved ? '' : ' …'}
            </button>
          </p>
        )}
      </div>
    );
  }
  return (
    <div className={styles.pane}>
      {file.state === 'loading' ? <p className={styles.soft}>The solution is being fetched.</p> : null}
      {file.state === 'failed' ? (
        <p className={styles.bad}>The solution could not be fetched. Is the lab still running?</p>
      ) : null}
      {file.state === 'ready' ? (
        <>
          <p className={styles.row}>
            <button type="button" className={styles.button} onClick={() => setComparing(true)}>
              Compare with my answer
            </button>
          </p>
          <div className={styles.frame}>
            <CodeView code={file.value.code} label="The solution" grows />
          </div>
          <div className={styles.prose} dangerouslySetInnerHTML={{ __html: file.value.html }} />
          {isComparing ? <DiffDialog mine={code} theirs={file.value.code} onClose={() => setComparing(false)} /> : null}
        </>
      ) : null}
    </div>
  );
}
