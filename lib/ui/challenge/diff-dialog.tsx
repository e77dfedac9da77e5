'use client';

import { type JSX, useEffect, useRef } from 'react';
import styles from './diff-dialog.module.css';
import { DiffView } from './editor/diff-view.tsx';
import { useMedia } from './use-media.ts';

/** An answer beside the solution, over the whole window. It is there to be read: the answer stays as it is. */
export function DiffDialog({
  mine,
  theirs,
  onClose,
}: {
  mine: string;
  theirs: string;
  onClose: () => void;
}): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const isNarrow = useMedia('(max-width: 56rem)') === true;
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby="diff-title" onClose={onClose}>
      <div className={styles.bar}>
        <h2 id="diff-title">Your answer and the solution</h2>
        <p className={styles.note}>Only to be read: your answer stays as it is.</p>
        <button type="button" className={styles.close} onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      {isNarrow ? (
        <p className={styles.heads}>
          <span data-side="mine">− your answer</span>
          <span data-side="theirs">+ the solution</span>
        </p>
      ) : (
        <p className={styles.heads} data-two>
          <span>Your answer</span>
          <span>The solution</span>
        </p>
      )}
      <div className={styles.body}>
        <DiffView mine={mine} theirs={theirs} mineLabel="Your answer" theirsLabel="The solution" isNarrow={isNarrow} />
      </div>
    </dialog>
  );
}
